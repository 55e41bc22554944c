// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.glass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tally.encoder.packet.nal.EmulationPrevention;
import io.tally.encoder.packet.stamp.FrameStamp;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Segments of 30 pictures in a second, coded in a tenth, loaded two seconds after their last one.
class ArrivalWatchTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final long NOON_NS = ChronoUnit.NANOS.between(Instant.EPOCH, NOON);
  private static final long PERIOD_NS = 33_333_333;
  private static final int PICTURES = 30;

  private final ArrivalWatch watch = new ArrivalWatch();

  /// In another order than they are shown, as they are coded.
  private static byte[] segment(int number) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = PICTURES - 1; i >= 0; i--) {
      long picture = (long) number * PICTURES + i;
      FrameStamp stamp =
          new FrameStamp(1, 0, picture, PERIOD_NS, NOON_NS + picture * PERIOD_NS, 100_000);
      bytes.writeBytes(new byte[] {0, 0, 1, 6, 5, 46});
      bytes.writeBytes(EmulationPrevention.with(stamp.payload()));
      bytes.writeBytes(new byte[500]);
    }
    return bytes.toByteArray();
  }

  private void load(int number) {
    watch.loaded(
        segment(number),
        true,
        Optional.of(NOON.plusSeconds(number)),
        NOON.plusSeconds(number + 3L));
  }

  @Test
  void stamps_tellTheDelay_andThatNothingIsLost() {
    load(0);
    load(1);

    Arrival arrival = watch.arrival();
    assertThat(arrival.words().orElseThrow())
        .startsWith("2.5")
        .contains(" s from capture until loaded (0.10 s coding, ")
        .endsWith(", by the stamps in the pictures: 60 came, 0 lost, 0 left out by the sender");
    assertThat(arrival.fields())
        .contains(entry("by", "stamps"), entry("came", 60L), entry("lost", 0L))
        .doesNotContainKeys("own", "wait");
  }

  @Test
  void segmentThatDidNotCome_isLost_andOneThatWasNotAskedForIsNot() {
    load(0);
    load(2);
    assertThat(watch.arrival().stamped().lost()).isEqualTo(PICTURES);

    watch.leftOut();
    load(9);

    assertThat(watch.arrival().stamped().lost()).isEqualTo(PICTURES);
  }

  @Test
  void withoutStamps_theDateTells_andSaysSo() {
    watch.loaded(new byte[5_000], true, Optional.of(NOON), NOON.plusMillis(4_250));

    assertThat(watch.arrival().words())
        .contains(
            "4.25 s until loaded, by program date time: as true as the sender's clock and this one"
                + " agree");
    assertThat(watch.arrival().fields())
        .containsExactly(entry("by", "program date time"), entry("delay", 4.25));
  }

  @Test
  void withoutEither_nothingIsTold() {
    watch.loaded(new byte[5_000], true, Optional.empty(), NOON);

    assertThat(watch.arrival().words()).isEmpty();
    assertThat(watch.arrival().fields()).isEmpty();
  }
}
