// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.tcp;

import io.netty.channel.Channel;
import io.tally.protocol.LineFigures;
import io.tally.protocol.tcp.LossWatch.Look;
import io.tally.protocol.tcp.LossWatch.Verdict;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// How does one connection do, looked at a few times a second?
///
/// Life: [#start] once; it ends with its channel. Threads: looks on the channel's event loop, off
/// the way of the packets; [#figures] is for any thread.
public final class LineWatch {
  /// Who is told? On the event loop; must not block.
  public interface Listener {
    /// New figures.
    void looked(LineFigures figures);

    /// The line counts as lost, and is not looked at any more.
    ///
    /// @param silentNs for how long nothing has passed
    void lost(Verdict verdict, long silentNs);
  }

  /// What does the sender know? Threads: any.
  public interface Handed {
    /// What was to be sent, bytes.
    long handedBytes();

    /// What of it the socket has taken, bytes.
    long takenBytes();
  }

  private record Passed(long atNs, long bytes) {}

  private static final long EVERY_MS = 100;
  private static final long WINDOW_NS = 2_000_000_000L;
  private static final double NS_PER_S = 1e9;

  private final Channel channel;
  private final Handed handed;
  private final LossWatch loss;
  private final Listener listener;
  private final ArrayDeque<Passed> passed = new ArrayDeque<>();
  private volatile LineFigures figures = LineFigures.NONE;
  private boolean over;

  public LineWatch(Channel channel, Handed handed, LossLimits limits, Listener listener) {
    this.channel = channel;
    this.handed = handed;
    this.loss = new LossWatch(limits);
    this.listener = listener;
  }

  /// Begins to look.
  public void start() {
    var looking =
        channel
            .eventLoop()
            .scheduleWithFixedDelay(this::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    var _ = channel.closeFuture().addListener(_ -> looking.cancel(false));
  }

  /// The newest; what was known last, when the connection is gone.
  public LineFigures figures() {
    return figures;
  }

  private void look() {
    if (over || !channel.isActive()) {
      return;
    }
    var now = System.nanoTime();
    var takenBytes = handed.takenBytes();
    var kept = handed.handedBytes() > takenBytes;
    var info = TcpInfo.of(channel);
    Look look;
    if (info.isPresent()) {
      var seen = info.get();
      // Behind a closed window only probes travel, and ever more seldom: no sign of a dead path.
      var inFlight = seen.inFlightBytes() > 0 && seen.windowBytes() > 0;
      var waiting = kept || seen.inFlightBytes() + seen.unsentBytes() > 0;
      var lastAck = OptionalLong.of(now - seen.lastAckAgeNs());
      look = new Look(now, seen.ackedBytes(), waiting, inFlight, lastAck);
      figures =
          new LineFigures(
              OptionalLong.of(seen.roundTripNs()),
              drainedBps(now, seen.ackedBytes()),
              seen.inFlightBytes() + seen.unsentBytes(),
              seen.retransmitted());
    } else {
      look = new Look(now, takenBytes, kept, false, OptionalLong.empty());
      figures = new LineFigures(OptionalLong.empty(), drainedBps(now, takenBytes), 0, 0);
    }
    listener.looked(figures);
    var verdict = loss.judge(look);
    if (verdict != Verdict.ALIVE) {
      over = true;
      listener.lost(verdict, loss.stillNs(now));
    }
  }

  private long drainedBps(long nowNs, long bytes) {
    passed.addLast(new Passed(nowNs, bytes));
    while (passed.getFirst().atNs() < nowNs - WINDOW_NS) {
      passed.removeFirst();
    }
    var first = passed.getFirst();
    return nowNs == first.atNs()
        ? 0
        : Math.round((bytes - first.bytes()) * 8 * NS_PER_S / (nowNs - first.atNs()));
  }
}
