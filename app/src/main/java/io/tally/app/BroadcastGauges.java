// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import io.tally.app.air.OnAir;
import io.tally.app.stage.Stage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How fast are pictures, bytes and CPU time going, and what was lost?
///
/// Threads: any. Nothing runs between two readings.
final class BroadcastGauges {
  private final RateMeter pictures = new RateMeter();
  private final RateMeter bytes = new RateMeter();
  private final RateMeter cpuSeconds = new RateMeter();

  BroadcastStatistics read(BroadcastState state, @Nullable Stage stage, @Nullable OnAir onAir) {
    long nowNs = System.nanoTime();
    OnAir.Counts counts = onAir == null ? OnAir.Counts.NONE : onAir.counts();
    long ticks = stage == null ? 0 : stage.compositor().ticks();
    return new BroadcastStatistics(
        state instanceof BroadcastState.Live live ? nowNs - live.sinceNs() : 0,
        pictures.perSecond(nowNs, (double) ticks),
        counts.frames(),
        stage == null ? 0 : stage.compositor().lagged(),
        counts.skipped(),
        counts.dropped(),
        counts.sentBytes(),
        Math.round(bytes.perSecond(nowNs, (double) counts.sentBytes()) * 8),
        cpuSeconds.perSecond(nowNs, cpuSecondsUsed()) * 100);
  }

  private static double cpuSecondsUsed() {
    Duration used = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return used.toNanos() / 1e9;
  }
}
