// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.monitor.MonitorState;
import io.tally.player.monitor.PlaySample;
import io.tally.player.monitor.compare.Comparison.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  /// @param behindMs how long ago by the sender's clock was what is shown at `at`
  private static MonitorState state(Instant at, Optional<Long> behindMs, long dropped) {
    PlaySample sample =
        new PlaySample(
            at,
            10,
            12.34,
            OptionalDouble.of(6.3),
            25,
            "FFmpeg",
            dropped,
            0,
            0,
            Optional.empty(),
            -3.4,
            2_431_000,
            "720p at 2.5 Mbit/s",
            behindMs.map(at::minusMillis),
            Optional.empty());
    MonitorState none = MonitorState.NONE;
    return new MonitorState(
        none.profile(),
        none.allVariants(),
        none.report(),
        none.segments(),
        none.playlists(),
        List.of(sample),
        none.decisions(),
        none.picture(),
        none.sound(),
        none.glass(),
        none.strip(),
        none.where());
  }

  private static Row row(Comparison comparison, String title) {
    return comparison.rows().stream()
        .filter(row -> row.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void figures_standSideBySide_andWhatIsWrongIsMarkedThere() {
    Comparison both =
        Comparison.of(
            state(NOON, Optional.empty(), 0), Optional.of(state(NOON, Optional.empty(), 3)));

    assertThat(row(both, "Behind live").first()).isEqualTo("6.3 s");
    assertThat(row(both, "Buffer").first()).isEqualTo("12.3 s");
    assertThat(row(both, "Bit rate").second()).isEqualTo("2431 kbit/s");
    assertThat(row(both, "Variant").second()).isEqualTo("720p at 2.5 Mbit/s");
    assertThat(row(both, "A/V offset").second()).isEqualTo("-3 ms");
    assertThat(row(both, "Dropped")).isEqualTo(new Row("Dropped", "0", false, "3", true));
  }

  @Test
  void placesInTime_areComparedByProgramDateTime_alsoWhenLookedAtOneAfterTheOther() {
    MonitorState first = state(NOON, Optional.of(6_000L), 0);
    MonitorState later = state(NOON.plusMillis(900), Optional.of(11_800L), 0);

    assertThat(Comparison.of(first, Optional.of(later)).sentence())
        .isEqualTo("B shows each moment 5.8 s after A, by program date time.");
    assertThat(Comparison.of(later, Optional.of(first)).sentence())
        .isEqualTo("B shows each moment 5.8 s before A, by program date time.");
    assertThat(Comparison.of(first, Optional.of(first)).sentence())
        .isEqualTo("Both show the same moment, by program date time.");
  }

  @Test
  void withoutDates_nothingIsClaimed() {
    MonitorState dated = state(NOON, Optional.of(6_000L), 0);
    MonitorState undated = state(NOON, Optional.empty(), 0);

    assertThat(Comparison.of(dated, Optional.of(undated)).sentence())
        .startsWith("Without EXT-X-PROGRAM-DATE-TIME in both");
    assertThat(Comparison.of(dated, Optional.of(MonitorState.NONE)).sentence()).isEmpty();
    assertThat(Comparison.of(dated, Optional.empty()).sentence()).isEmpty();
  }

  @Test
  void whatIsNotKnown_isEmpty() {
    Comparison nothing = Comparison.of(MonitorState.NONE, Optional.of(MonitorState.NONE));

    assertThat(nothing.rows()).allMatch(row -> row.first().isEmpty() && row.second().isEmpty());
  }
}
