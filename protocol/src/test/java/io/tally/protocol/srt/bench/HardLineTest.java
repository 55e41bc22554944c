// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Do we repair at least as much as libsrt on a hard line, at no higher price?
///
/// Both lose the same packets. `-Dtally.srt.seconds=60 -Dtally.srt.strict=true`, on a machine with
/// nothing else to do, is the promise: nothing is missing, and no more is sent again but the copies
/// of packets in danger, which libsrt lets go. Among other tests a thread may wait longer for a
/// core than the latency has room for, so there only few packets may be missing; that none is with
/// a clock moved by hand, `LossyLineTest` shows.
@Tag("peers")
class HardLineTest {
  private static final int SECONDS = Integer.getInteger("tally.srt.seconds", 15);
  private static final boolean STRICT = Boolean.getBoolean("tally.srt.strict");
  private static final double MISSING_PERCENT = STRICT ? 0 : 0.5;

  /// What the copies cost, and a thread that is late for a report, percent.
  private static final double MORE_PERCENT = STRICT ? 0.2 : 2;

  @Test
  @DisplayName("10 % loss, 100 ms round trip, 400 ms latency, 6 Mb/s, beside libsrt")
  void tenPercentLoss_isRepairedWhole_asCheaplyAsByLibsrt() throws Exception {
    var run = new LossRun(10, 50, 400, 6, SECONDS, 1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var libsrt = threads.submit(run::libsrt);
      var tally = run.tally();
      assertThat(tally.sent()).isGreaterThan(1_000);
      assertThat(tally.unexcused())
          .as("of %d missing", tally.missing().size())
          .hasSizeLessThanOrEqualTo((int) (tally.sent() * MISSING_PERCENT / 100));
      assertThat(tally.againPercent())
          .isLessThanOrEqualTo(libsrt.get().againPercent() + MORE_PERCENT);
    }
  }
}
