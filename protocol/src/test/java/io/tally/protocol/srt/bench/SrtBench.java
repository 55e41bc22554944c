// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.bench;

import io.tally.protocol.badline.UdpFaultProxy;
import io.tally.protocol.badline.UdpPort;
import io.tally.protocol.srt.bench.Pair.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What does a connection over loopback cost, next to one of libsrt's, and how evenly does it send?
///
/// `SrtBench [megabits per second] [seconds] [key bytes] [rounds]`, usually 50, 10, 0 and 2. Each
/// end is a process of its own; only what it needs after five seconds of warming up counts.
final class SrtBench {
  private static final double WARM_S = 5;

  /// Bytes of IPv4, UDP and SRT headers, which count for pacing.
  private static final int HEADERS = 44;

  private SrtBench() {}

  public static void main(String[] arguments) throws Exception {
    var megabits = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
    var seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    var keyBytes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
    var rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2;
    var secret = keyBytes == 0 ? "" : "&passphrase=correct-horse&pbkeylen=" + keyBytes;
    System.out.printf("%d Mb/s, key %d bytes%n", megabits, keyBytes);
    var perCore = new double[2];
    for (var round = 0; round < rounds; round++) {
      for (var kind : Kind.values()) {
        perCore[kind.ordinal()] += throughput(kind, megabits, seconds, secret);
      }
    }
    System.out.printf(
        "Mb/s per core, Tally : libsrt = %.2f%n",
        perCore[Kind.TALLY.ordinal()] / perCore[Kind.LIBSRT.ordinal()]);
    for (var kind : Kind.values()) {
      pacing(kind, secret);
    }
  }

  private static double throughput(Kind kind, int megabits, int seconds, String secret)
      throws Exception {
    var port = UdpPort.find();
    var feed = new NumberedFeed(megabits, 1);
    try (var pair = Pair.start(kind, port, port, "&latency=120&maxbw=0&oheadbw=50" + secret)) {
      pair.awaitThrough();
      var next = feed.run(0, WARM_S, (payload, _) -> write(pair, payload));
      var senderCpu = pair.senderCpu();
      var receiverCpu = pair.receiverCpu();
      var received = pair.received();
      feed.run(next, seconds, (payload, _) -> write(pair, payload));
      senderCpu = pair.senderCpu() - senderCpu;
      receiverCpu = pair.receiverCpu() - receiverCpu;
      var megabitsThrough = (pair.received() - received) * 8 / 1e6;
      var perCore = megabitsThrough / (senderCpu + receiverCpu);
      System.out.printf(
          "%s: %.1f Mb/s received; of a core: sender %.1f %%, receiver %.1f %%; %.0f Mb/s per core for both%n",
          kind,
          megabitsThrough / seconds,
          senderCpu * 100 / seconds,
          receiverCpu * 100 / seconds,
          perCore);
      return perCore;
    }
  }

  private static void write(Pair pair, ByteBuffer payload) throws IOException {
    pair.input().write(payload.array());
    pair.input().flush();
  }

  /// Bursts of an encoder's, 6 Mb/s in 30 pictures a second, under a limit of 9 Mb/s: how far are
  /// the gaps between packets from what the limit says? Gaps between bursts do not count, nor the
  /// probes that leave in pairs.
  private static void pacing(Kind kind, String secret) throws Exception {
    var port = UdpPort.find();
    var limit = 9_000_000 / 8;
    var times = new long[20_000];
    var count = new int[1];
    try (var proxy = UdpFaultProxy.start(port, 1);
        var pair = Pair.start(kind, port, proxy.port(), "&latency=120&maxbw=" + limit + secret)) {
      pair.awaitThrough();
      var feed = new NumberedFeed(6, 19);
      var next = feed.run(0, WARM_S, (payload, _) -> write(pair, payload));
      proxy.onlyPass(datagram -> {
        if (datagram.get(0) >= 0 && count[0] < times.length) {
          times[count[0]++] = System.nanoTime() * 16 + (datagram.getInt(0) & 15);
        }
        return true;
      });
      feed.run(next, WARM_S, (payload, _) -> write(pair, payload));
    }
    var periodUs = (NumberedFeed.PAYLOAD_BYTES + HEADERS) * 1e6 / limit;
    var errors =
        java.util.stream.IntStream.range(1, count[0])
            .filter(i -> (times[i - 1] & 15) != 0)
            .mapToDouble(i -> (times[i] / 16 - times[i - 1] / 16) / 1e3)
            .filter(gapUs -> gapUs < 4 * periodUs)
            .map(gapUs -> Math.abs(gapUs - periodUs))
            .sorted()
            .toArray();
    System.out.printf(
        "%s: pacing off the period of %.0f us by p50 %.0f us, p99 %.0f us%n",
        kind, periodUs, errors[errors.length / 2], errors[errors.length * 99 / 100]);
  }
}
