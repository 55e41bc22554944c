// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.glass;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.media.Luma;
import io.tally.capture.testing.HandClock;
import io.tally.encoder.packet.stamp.FrameStamp;
import io.tally.encoder.stamp.SentTaker;
import io.tally.encoder.stamp.Stamping;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Samples are taken while somebody asks, and never fill the memory.
class SentSamplesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int MB = 1 << 20;

  private final HandClock clock = new HandClock();
  private final SentSamples samples = new SentSamples(clock);

  private static Luma picture(int bytes) {
    return new Luma(bytes / 16, 16, new byte[bytes]);
  }

  private static FrameStamp stamp(Stamping of, long number) {
    return new FrameStamp(of.session(), of.encode(), number, 0, 0, 0);
  }

  private Stamping first() {
    return samples.begin().apply(0).orElseThrow();
  }

  /// So many seconds at one picture a second.
  private int send(SentTaker to, int fromS, int seconds, int bytes) {
    int taken = 0;
    for (int at = fromS; at < fromS + seconds; at++) {
      clock.advanceTo(at * SECOND);
      if (to.wants(at * SECOND)) {
        to.take(at, picture(bytes));
        taken++;
      }
    }
    return taken;
  }

  @Test
  void nobodyLooks_nothingIsKept() {
    assertThat(send(first().sent(), 0, 20, MB)).isZero();
  }

  @Test
  void whoAsks_getsOneASecond_untilTheyAskNoMore() {
    Stamping stamping = first();
    assertThat(samples.picture(stamp(stamping, 999))).isEmpty();

    assertThat(stamping.sent().wants(0)).isTrue();
    stamping.sent().take(0, picture(MB));
    assertThat(stamping.sent().wants(SECOND / 2)).isFalse();
    assertThat(stamping.sent().wants(SECOND)).isTrue();

    assertThat(samples.picture(stamp(stamping, 0))).map(Luma::height).contains(16);
    assertThat(samples.picture(stamp(stamping, 1))).isEmpty();
    assertThat(send(stamping.sent(), 6, 10, MB)).isZero();
  }

  @Test
  void encodesOfOneProgramme_areKeptApart() {
    IntFunction<Optional<Stamping>> session = samples.begin();
    Stamping full = session.apply(0).orElseThrow();
    Stamping reduced = session.apply(1).orElseThrow();
    assertThat(full.session()).isEqualTo(reduced.session());
    samples.picture(stamp(full, 0));

    assertThat(full.sent().wants(0)).isTrue();
    assertThat(reduced.sent().wants(0)).isFalse();
    full.sent().take(0, picture(MB));
    assertThat(samples.picture(stamp(reduced, 0))).isEmpty();
  }

  @Test
  void foreignStamps_areNotKnown() {
    Stamping own = first();
    FrameStamp foreign = new FrameStamp(own.session() + 1, 0, 0, 0, 0, 0);

    assertThat(samples.knows(own.session())).isTrue();
    assertThat(samples.knows(foreign.session())).isFalse();
    assertThat(samples.picture(foreign)).isEmpty();
    assertThat(own.sent().wants(0)).isFalse();
    first();
    assertThat(samples.knows(own.session())).isTrue(); // it may still be on its way
  }

  @Test
  void largePictures_areTakenMoreSeldom_andMemoryStaysBounded() {
    Stamping stamping = first();
    int kept = 0;
    int late = 0;
    for (int at = 20; at < 220; at++) {
      // The picture of twenty seconds ago is shown now.
      if (samples.picture(stamp(stamping, at - 20)).isPresent() && at >= 120) {
        late++;
      }
      kept += send(stamping.sent(), at, 1, 4 * MB);
    }

    assertThat(kept).isLessThan(100);
    assertThat(late).isBetween(10, 50); // those that were taken are there when they are asked for
    long there =
        LongStream.range(20, 220)
            .filter(number -> samples.picture(stamp(stamping, number)).isPresent())
            .count();
    assertThat(there).isBetween(1L, 8L);
  }

  @Test
  void memory_comesBackAMinuteLater() {
    Stamping stamping = first();
    samples.picture(stamp(stamping, 0));
    send(stamping.sent(), 0, 2, MB);
    clock.advanceTo(30 * SECOND);
    samples.tidy();
    assertThat(samples.picture(stamp(stamping, 0))).isPresent();

    clock.advanceTo(91 * SECOND);
    samples.tidy();
    assertThat(samples.picture(stamp(stamping, 0))).isEmpty();
  }
}
