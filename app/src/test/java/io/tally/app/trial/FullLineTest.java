// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tally.protocol.Drops;
import io.tally.protocol.LineFigures;
import io.tally.protocol.PublisherStatistics;
import java.util.OptionalLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Does the rate of a line come out, whatever its habits? Against a line of which all is known,
/// with a clock that is moved by hand.
class FullLineTest {
  private static final long STEP_NS = 100_000_000L;
  private static final int MOST_BPS = 6_000_000;
  private static final Offset<Double> A_TENTH = within(0.1);

  /// A line, and what waits before it.
  private static final class Line {
    private final FullLine seen = new FullLine(100_000, MOST_BPS);
    private int targetBps = MOST_BPS;
    private long nowNs;
    private double queuedBytes;
    private double passedBytes;
    private double acknowledgedBytes;

    /// @param clumpNs how seldom the far end acknowledges
    void pass(double seconds, double bps, long clumpNs) {
      for (long end = nowNs + (long) (seconds * 1e9); nowNs < end; ) {
        nowNs += STEP_NS;
        queuedBytes += targetBps * (STEP_NS / 8e9);
        double goes = Math.min(queuedBytes, bps * (STEP_NS / 8e9));
        queuedBytes -= goes;
        passedBytes += goes;
        if (nowNs % clumpNs < STEP_NS) {
          acknowledgedBytes = passedBytes;
        }
        targetBps = seen.next(nowNs, statistics());
      }
    }

    private PublisherStatistics statistics() {
      long waitingNs = Math.round(queuedBytes * 8e9 / targetBps);
      long unacknowledged = Math.round(passedBytes - acknowledgedBytes);
      return new PublisherStatistics(
          Math.round(passedBytes),
          0,
          0,
          Math.round(queuedBytes),
          waitingNs,
          Drops.NONE,
          0,
          new LineFigures(OptionalLong.empty(), 0, unacknowledged, 0));
    }

    double share(double bps) {
      return seen.bps() / bps;
    }
  }

  @Test
  void slowLine_isKeptFull_andItsRateComesOut() {
    for (double bps : new double[] {200_000, 1_000_000, 3_000_000, 5_000_000}) {
      Line line = new Line();
      line.pass(10, bps, STEP_NS);
      assertThat(line.seen.limited()).isTrue();
      assertThat(line.share(bps)).as("%.0f bit/s", bps).isCloseTo(1, A_TENTH);
    }
  }

  @Test
  void slowLine_thatAcknowledgesInClumps_comesOutAllTheSame() {
    Line line = new Line();
    line.pass(10, 1_000_000, 7 * STEP_NS);
    assertThat(line.share(1_000_000)).isCloseTo(1, A_TENTH);
  }

  @Test
  void lineThatCarriesAll_isNotTheLimit_evenIfItStoodStillForAMoment() {
    Line line = new Line();
    line.pass(3, 50_000_000, STEP_NS);
    line.pass(0.7, 0, STEP_NS);
    line.pass(6, 50_000_000, STEP_NS);
    assertThat(line.seen.limited()).isFalse();
    assertThat(line.seen.bps()).isEqualTo(MOST_BPS);
    assertThat(line.targetBps).isEqualTo(MOST_BPS);
  }

  @Test
  void whatWaits_staysAboutASecond() {
    Line line = new Line();
    line.pass(10, 1_000_000, STEP_NS);
    assertThat(line.queuedBytes * 8 / 1_000_000).isBetween(0.3, 2.5);
  }
}
