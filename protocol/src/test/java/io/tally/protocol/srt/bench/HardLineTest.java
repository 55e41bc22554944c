// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.protocol.badline.UdpFaultProxy.Faults;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Do we repair at least as much as libsrt on a hard line, at no higher price?
///
/// `-Dtally.srt.seconds=60 -Dtally.srt.strict=true`, on a machine with nothing else to do, is the
/// promise: nothing is missing. Among other tests a thread may wait longer for a core than the
/// latency has room for, so there only few packets may be missing; that none is with a clock moved
/// by hand, `LossyLineTest` shows.
@Tag("peers")
class HardLineTest {
  private static final int SECONDS = Integer.getInteger("tally.srt.seconds", 15);
  private static final double MISSING_PERCENT = Boolean.getBoolean("tally.srt.strict") ? 0 : 0.5;

  /// What the last copies of packets in danger may cost more than libsrt, which lets those go,
  /// percent.
  private static final double COPIES = 0.5;

  /// How far chance moves the difference of two runs: four deviations, percent.
  private static double chance(int sent, double percent) {
    return 4 * 100 * Math.sqrt(2 * percent / 100 * sent) / sent;
  }

  @Test
  @DisplayName("10 % loss, 100 ms round trip, 400 ms latency, 6 Mb/s, beside libsrt")
  void tenPercentLoss_isRepairedWhole_asCheaplyAsByLibsrt() throws Exception {
    var run = new LossRun(Faults.loss(10, 50), 400, 6, SECONDS, 1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var libsrt = threads.submit(run::libsrt);
      var tally = run.tally();
      assertThat(tally.sent()).isGreaterThan(1_000);
      assertThat(tally.unexcused())
          .as("of %d missing", tally.missing().size())
          .hasSizeLessThanOrEqualTo((int) (tally.sent() * MISSING_PERCENT / 100));
      var theirs = libsrt.get().overheadPercent();
      assertThat(tally.overheadPercent())
          .isLessThan(theirs + COPIES + chance(tally.sent(), theirs));
    }
  }
}
