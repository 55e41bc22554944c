// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.connect.Agreement;
import io.tally.protocol.srt.link.LinkEnd;
import io.tally.protocol.srt.link.SrtLink;
import io.tally.protocol.srt.link.SrtStatistics;
import io.tally.protocol.srt.options.SrtOptions;
import io.tally.protocol.srt.packet.Outgoing.Datagrams;
import io.tally.protocol.srt.send.Backlog;
import io.tally.protocol.srt.send.SendInbox;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When does a link get its datagrams, payloads and time?
///
/// Threads: the channel's event loop, but for [#send], [#statistics], [#close] and the futures.
/// Memory: the link's buffers and as many payloads as [SendInbox] has places.
final class LinkDriver implements Datagrams {
  private static final Logger LOG = LoggerFactory.getLogger(LinkDriver.class);
  private static final int INBOX_PLACES = 1024;
  private static final long STATISTICS_US = 100_000;

  /// Timers fire no closer than this, and a program that sends more often is looked after at this
  /// interval instead of waking the loop each time. Waking costs more than a packet does; pacing
  /// makes good what is late.
  private static final long MIN_SLEEP_US = 500;

  private final Channel channel;
  private final InetSocketAddress peer;
  private final boolean connectedChannel;
  private final SrtReceiver receiver;
  private final int idleMs;
  private final int payloadBytes;
  private final SrtLink link;
  private final SendInbox inbox;
  private final Backlog backlog = new Backlog();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final CompletableFuture<SrtEnd> ended = new CompletableFuture<>();
  private final CompletableFuture<Boolean> drained = new CompletableFuture<>();

  private volatile SrtStatistics statistics;
  private volatile boolean draining;
  private @Nullable Future<?> timer;
  private long timerUs = Long.MAX_VALUE;
  private long firedUs;
  private long tookUs;

  /// @param connectedChannel whether the channel sends to the peer without being told its address
  /// @param startUs when our socket began
  LinkDriver(
      Channel channel,
      InetSocketAddress peer,
      boolean connectedChannel,
      Agreement agreement,
      SrtOptions options,
      SrtReceiver receiver,
      long startUs) {
    this.channel = channel;
    this.peer = peer;
    this.connectedChannel = connectedChannel;
    this.receiver = receiver;
    idleMs = options.network().idleMs();
    var nowUs = nowUs();
    link = new SrtLink(options.link(), agreement, this, this::play, startUs, nowUs);
    payloadBytes = Math.min(options.sizes().payloadBytes(), link.payloadBytes());
    inbox = new SendInbox(Math.min(INBOX_PLACES, options.sizes().sendPackets()), payloadBytes);
    statistics = link.statistics(nowUs);
  }

  static long nowUs() {
    return System.nanoTime() / 1_000;
  }

  /// Tells the program that the connection stands.
  void begin() {
    try {
      receiver.connected(new SrtConnection(this));
    } catch (RuntimeException e) {
      blame(e);
    }
    run();
  }

  /// Takes a datagram from the peer; [#run] must follow.
  ///
  /// @param datagram borrowed
  void datagram(ByteBuf datagram) {
    link.datagram(datagram, nowUs());
  }

  /// Does what is due, and asks to be called when more is.
  void run() {
    if (ended.isDone()) {
      return;
    }
    var nowUs = nowUs();
    woken.set(false);
    var taken = inbox.drain((payload, originUs) -> link.offer(payload, originUs, nowUs));
    var lookUs = lookUs(taken, nowUs);
    link.tick(nowUs);
    link.tell(backlog, nowUs);
    backlog.taken(taken);
    channel.flush();
    if (nowUs - statistics.atUs() >= STATISTICS_US || draining) {
      statistics = link.statistics(nowUs);
    }
    var end = link.end();
    if (end.isPresent()) {
      finish(end.get());
      return;
    }
    if (draining) {
      drain();
    }
    var dueUs = Math.min(link.nextUs(nowUs), statistics.atUs() + STATISTICS_US);
    wakeAt(Math.min(dueUs, lookUs), nowUs);
  }

  /// When to look again for what the program sends, without being woken.
  private long lookUs(int taken, long nowUs) {
    if (taken == 0) {
      return Long.MAX_VALUE;
    }
    var often = nowUs - tookUs < 2 * MIN_SLEEP_US;
    tookUs = nowUs;
    woken.set(often);
    return often ? nowUs + MIN_SLEEP_US : Long.MAX_VALUE;
  }

  private void wakeAt(long wishedUs, long nowUs) {
    var dueUs = Math.max(wishedUs, firedUs + MIN_SLEEP_US);
    if (dueUs >= timerUs) {
      return;
    }
    if (timer != null) {
      timer.cancel(false);
    }
    timerUs = dueUs;
    timer =
        channel
            .eventLoop()
            .schedule(this::onTimer, Math.max(0, dueUs - nowUs), TimeUnit.MICROSECONDS);
  }

  private void onTimer() {
    timerUs = Long.MAX_VALUE;
    timer = null;
    firedUs = nowUs();
    run();
  }

  private void drain() {
    var now = statistics;
    if (now.send().bufferPackets() == 0) {
      // Acknowledged is not played yet, and a peer may drop what waits when it hears of the end.
      draining = false;
      var _ =
          channel
              .eventLoop()
              .schedule(
                  () -> drained.complete(true),
                  now.sendLatencyMs() * 1_000L + now.roundTripUs(),
                  TimeUnit.MICROSECONDS);
    }
  }

  private void finish(LinkEnd end) {
    if (timer != null) {
      timer.cancel(false);
    }
    statistics = link.statistics(nowUs());
    backlog.over();
    inbox.over();
    var words = SrtEnd.of(end, SrtEnd.place(peer), idleMs);
    drained.completeExceptionally(new SrtException(Kind.LOST, words.sentence(), true));
    ended.complete(words);
    try {
      receiver.ended(words);
    } catch (RuntimeException e) {
      LOG.warn(
          "The receiver of the SRT connection with {} failed at its end", SrtEnd.place(peer), e);
    }
  }

  private void play(ByteBuffer payload, long originUs) {
    try {
      receiver.payload(payload, originUs);
    } catch (RuntimeException e) {
      blame(e);
    }
  }

  /// A program that fails at its payloads must not take the other connections of the loop with it.
  private void blame(RuntimeException e) {
    LOG.error(
        "The receiver of the SRT connection with {} failed, so it is closed",
        SrtEnd.place(peer),
        e);
    close();
  }

  /// From any thread.
  boolean send(ByteBuffer payload, long originUs) {
    if (ended.isDone() || !inbox.put(payload, originUs)) {
      return false;
    }
    backlog.given();
    if (!woken.getAndSet(true)) {
      channel.eventLoop().execute(this::run);
    }
    return true;
  }

  /// From any thread.
  void close() {
    channel
        .eventLoop()
        .execute(() -> {
          link.close(nowUs());
          run();
        });
  }

  /// From any thread; ends with true when all was acknowledged and played.
  Future<Boolean> drained() {
    draining = true;
    channel.eventLoop().execute(this::run);
    return drained;
  }

  CompletableFuture<SrtEnd> ended() {
    return ended;
  }

  /// From any thread.
  void awaitPlace() throws InterruptedException {
    inbox.awaitPlace();
  }

  int payloadBytes() {
    return payloadBytes;
  }

  Backlog backlog() {
    return backlog;
  }

  SrtStatistics statistics() {
    return statistics;
  }

  Secret streamId() {
    return link.agreement().streamId();
  }

  InetSocketAddress peer() {
    return peer;
  }

  @Override
  public ByteBuf buffer(int bytes) {
    return channel.alloc().directBuffer(bytes);
  }

  @Override
  public void send(ByteBuf datagram) {
    if (!channel.isWritable()) {
      channel.flush();
      if (!channel.isWritable()) {
        // The system takes nothing more: a line that is full loses packets too.
        datagram.release();
        return;
      }
    }
    var _ =
        channel.write(
            connectedChannel ? datagram : new DatagramPacket(datagram, peer),
            channel.voidPromise());
  }
}
