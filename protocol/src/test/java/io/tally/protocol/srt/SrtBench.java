// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import com.sun.management.ThreadMXBean;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.crypto.KeyPlan;
import io.tally.protocol.srt.options.SrtLatency;
import io.tally.protocol.srt.options.SrtOptions;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// What does a connection over loopback cost, sender and receiver together?
///
/// Run `main` from the test class path: `SrtBench [megabits per second] [seconds] [key bytes]`,
/// usually 50, 10 and 0. It prints what went through, the processor time of both event loops, what
/// they allocated per packet, and how evenly the packets were played. Libsrt's figure on the same
/// machine: `srt-live-transmit` between `file://con` and `srt://` under `time`.
final class SrtBench {
  private static final int PAYLOAD_BYTES = 1316;

  private SrtBench() {}

  public static void main(String[] arguments) throws Exception {
    var megabits = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
    var seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    var keyBytes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;
    var secret = Secret.of(keyBytes == 0 ? "" : "correct horse");
    var options =
        SrtOptions.INTERNET.withLatency(SrtLatency.of(100)).withKeys(KeyPlan.of(secret, keyBytes));
    var gaps = new Gaps(megabits * 1_000_000L / 8 / PAYLOAD_BYTES * (seconds + 1));
    var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var loops = new SrtLoops(2);
        var listener =
            SrtListener.start(loops, here, options, 1, _ -> new SrtAcceptor.Accept(secret, gaps));
        var connection =
            new SrtCaller(loops).connect("127.0.0.1", listener.port(), options, SrtReceiver.NONE)) {
      stream(connection, megabits, 1);
      var before = cost();
      var played = gaps.count.get();
      stream(connection, megabits, seconds);
      var after = cost();
      print(connection, gaps, gaps.count.get() - played, seconds, before, after);
    }
  }

  /// @param cpuNs processor time of the event loops since their start
  /// @param bytes allocated by them since then
  private record Cost(long cpuNs, long bytes) {}

  private static Cost cost() {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var ids =
        Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(it -> it != null && it.getThreadName().startsWith("srt-"))
            .mapToLong(it -> it.getThreadId())
            .toArray();
    return new Cost(
        Arrays.stream(ids).map(threads::getThreadCpuTime).sum(),
        Arrays.stream(ids).map(threads::getThreadAllocatedBytes).sum());
  }

  private static void stream(SrtConnection connection, int megabits, int seconds) {
    var payload = ByteBuffer.allocate(PAYLOAD_BYTES);
    var periodNs = PAYLOAD_BYTES * 8_000.0 / megabits;
    var startNs = System.nanoTime();
    var count = (long) (seconds * 1e9 / periodNs);
    for (var i = 0L; i < count; i++) {
      var atNs = startNs + (long) (i * periodNs);
      for (var waitNs = atNs - System.nanoTime(); waitNs > 0; waitNs = atNs - System.nanoTime()) {
        LockSupport.parkNanos(waitNs);
      }
      connection.send(payload, atNs);
    }
  }

  private static void print(
      SrtConnection connection, Gaps gaps, long played, int seconds, Cost before, Cost after) {
    var cpu = (after.cpuNs() - before.cpuNs()) / 1e9 / seconds;
    var rate = played * PAYLOAD_BYTES * 8 / 1e6 / seconds;
    System.out.printf(
        "%.1f Mb/s played, %.1f %% of a core for both ends, %.0f Mb/s per core, %d bytes allocated per packet%n",
        rate, cpu * 100, rate / cpu, (after.bytes() - before.bytes()) / Math.max(1, played));
    System.out.printf(
        "sent again %d, dropped %d; play time late by p50 %d us, p99 %d us%n",
        connection.statistics().send().retransmittedPackets(),
        connection.statistics().send().droppedPackets(),
        gaps.late(0.50),
        gaps.late(0.99));
  }

  /// How far play is from the spacing of the origin times.
  private static final class Gaps implements SrtReceiver {
    final AtomicLong count = new AtomicLong();
    private final long[] offsets;

    Gaps(long places) {
      offsets = new long[(int) places];
    }

    @Override
    public void payload(ByteBuffer payload, long originUs) {
      var at = count.getAndIncrement();
      if (at < offsets.length) {
        offsets[(int) at] = System.nanoTime() / 1_000 - originUs;
      }
    }

    long late(double share) {
      var sorted = Arrays.copyOf(offsets, (int) Math.min(count.get(), offsets.length));
      Arrays.sort(sorted);
      return sorted[(int) (share * (sorted.length - 1))] - sorted[0];
    }
  }
}
