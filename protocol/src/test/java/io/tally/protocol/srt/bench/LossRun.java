// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.bench;

import io.tally.protocol.badline.EqualLoss;
import io.tally.protocol.badline.UdpFaultProxy;
import io.tally.protocol.badline.UdpFaultProxy.Faults;
import io.tally.protocol.badline.UdpPort;
import io.tally.protocol.peers.SrtLiveTransmit;
import io.tally.protocol.srt.SrtAcceptor;
import io.tally.protocol.srt.SrtCaller;
import io.tally.protocol.srt.SrtListener;
import io.tally.protocol.srt.SrtLoops;
import io.tally.protocol.srt.SrtReceiver;
import io.tally.protocol.srt.options.SrtLatency;
import io.tally.protocol.srt.options.SrtOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// What is repaired of a stream on a bad line, by us and by libsrt?
///
/// @param lossPercent both ways; each loses the same packets
/// @param delayMs one way
/// @param latencyMs of both
/// @param megabits per second
/// @param seconds of the stream
/// @param seed of the losses
public record LossRun(
    double lossPercent, int delayMs, int latencyMs, double megabits, double seconds, long seed) {
  /// How it went.
  ///
  /// @param sent payloads
  /// @param missing numbers of those that were never given out
  /// @param unexcused those of them that had all of the latency: neither this machine nor this
  ///   process stood still about the time when they were due
  /// @param againPercent sent again while the line was bad, of what was sent once
  /// @param needlessPercent of that what was more than one repetition for each loss
  public record Result(
      int sent,
      List<Integer> missing,
      List<Integer> unexcused,
      double againPercent,
      double needlessPercent) {
    public Result {
      missing = List.copyOf(missing);
      unexcused = List.copyOf(unexcused);
    }
  }

  private static final int BEFORE = -1;
  private static final int TRAILERS = 20;
  private static final double WARM_S = 2;
  private static final long AFTER_MS = 1_500;

  /// Sends with our caller to our listener.
  public Result tally() throws Exception {
    var options = SrtOptions.INTERNET.withLatency(SrtLatency.of(latencyMs));
    var got = new BitSet();
    var through = new CountDownLatch(1);
    SrtReceiver receiver =
        (payload, _) -> {
          synchronized (got) {
            mark(got, payload.getInt());
          }
          through.countDown();
        };
    var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    SrtAcceptor acceptor = _ -> new SrtAcceptor.Accept(options.keys().passphrase(), receiver);
    var dueNs = new ArrayList<Long>();
    var loss = new EqualLoss(lossPercent, seed);
    try (var stalls = new Stalls();
        var loops = new SrtLoops(1);
        var listener = SrtListener.start(loops, here, options, 1, acceptor);
        var proxy = proxy(listener.port());
        var connection =
            new SrtCaller(loops).connect("127.0.0.1", proxy.port(), options, SrtReceiver.NONE)) {
      connection.send(
          ByteBuffer.allocate(NumberedFeed.PAYLOAD_BYTES).putInt(0, BEFORE), System.nanoTime());
      if (!through.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nothing came through the proxy");
      }
      var sent =
          stream(
              proxy,
              loss,
              (payload, atNs) -> {
                dueNs.add(atNs);
                connection.send(payload, atNs);
              });
      LockSupport.parkNanos((latencyMs + AFTER_MS) * 1_000_000);
      synchronized (got) {
        var missing = missing(got, sent);
        return new Result(
            sent,
            missing,
            missing.stream()
                .filter(number -> !stalls.touched(dueNs.get(number), latencyMs * 1_000_000L))
                .toList(),
            loss.againPercent(),
            loss.needlessPercent());
      }
    }
  }

  /// Sends with one `srt-live-transmit` to another.
  public Result libsrt() throws Exception {
    var port = UdpPort.find();
    var query = "&latency=" + latencyMs;
    try (var receiver =
            SrtLiveTransmit.receiving("srt://127.0.0.1:" + port + "?mode=listener" + query);
        var proxy = bound(port);
        var sender =
            SrtLiveTransmit.sending("srt://127.0.0.1:" + proxy.port() + "?mode=caller" + query)) {
      awaitData(sender, proxy);
      var loss = new EqualLoss(lossPercent, seed);
      var sent = stream(proxy, loss, (payload, _) -> sender.write(payload.array()));
      LockSupport.parkNanos((latencyMs + AFTER_MS) * 1_000_000);
      sender.close();
      var got = new BitSet();
      var all = ByteBuffer.wrap(receiver.all());
      for (var at = 0; at < all.limit(); at += NumberedFeed.PAYLOAD_BYTES) {
        mark(got, all.getInt(at));
      }
      var missing = missing(got, sent);
      return new Result(sent, missing, missing, loss.againPercent(), loss.needlessPercent());
    }
  }

  /// Gives the stream, on a line that loses nothing until the programs have warmed up.
  private int stream(UdpFaultProxy proxy, EqualLoss loss, NumberedFeed.Sink sink)
      throws IOException {
    var feed = new NumberedFeed(megabits, 1);
    var next = feed.run(0, WARM_S, sink);
    proxy.onlyPass(loss);
    loss.begin();
    var sent = feed.run(next, seconds, sink);
    // srt-live-transmit waits for ten payloads before it sends them.
    var payload = ByteBuffer.allocate(NumberedFeed.PAYLOAD_BYTES).putInt(0, BEFORE);
    for (var i = 0; i < TRAILERS; i++) {
      sink.take(payload.clear(), System.nanoTime());
    }
    return sent;
  }

  private UdpFaultProxy bound(int port) throws IOException {
    UdpPort.awaitBound(port);
    return proxy(port);
  }

  /// As long as the line will be, so that both know its time from the first packet on.
  private UdpFaultProxy proxy(int port) throws IOException {
    var proxy = UdpFaultProxy.start(port, seed);
    proxy.faults(Faults.loss(0, delayMs));
    return proxy;
  }

  /// Without a connection it throws away what it reads.
  private static void awaitData(SrtLiveTransmit sender, UdpFaultProxy proxy) throws IOException {
    var through = new AtomicBoolean();
    proxy.onlyPass(datagram -> {
      if (datagram.get(0) >= 0) {
        through.set(true);
      }
      return true;
    });
    var payload = ByteBuffer.allocate(NumberedFeed.PAYLOAD_BYTES).putInt(0, BEFORE);
    while (!through.get()) {
      sender.write(payload.array());
      LockSupport.parkNanos(100_000_000);
    }
    proxy.onlyPass(_ -> true);
  }

  private static void mark(BitSet got, int number) {
    if (number != BEFORE) {
      got.set(number);
    }
  }

  private static List<Integer> missing(BitSet got, int sent) {
    return IntStream.range(0, sent).filter(number -> !got.get(number)).boxed().toList();
  }
}
