// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.check.trace.SegmentSample;
import io.tally.player.monitor.MediaFigures.Figure;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// Segments of two seconds at 25 fps, announced with 2.5 Mbit/s.
class MediaFiguresTest {
  private static SegmentSample segment(
      long number, boolean idr, OptionalDouble gapS, long bitrateBps) {
    return new SegmentSample(
        "720p",
        number,
        2,
        bitrateBps,
        2_500_000,
        120,
        2,
        1,
        idr,
        50,
        25,
        OptionalDouble.of(-0.021),
        gapS,
        0);
  }

  private static Figure figure(String title, SegmentSample... segments) {
    MonitorState none = MonitorState.NONE;
    MonitorState state =
        new MonitorState(
            none.profile(),
            none.allVariants(),
            none.report(),
            List.of(segments),
            none.playlists(),
            none.playing(),
            none.decisions(),
            none.picture(),
            none.sound(),
            none.glass(),
            none.strip(),
            none.where());
    return MediaFigures.of(state).stream()
        .filter(one -> one.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void goodSegments_areNotMarked() {
    SegmentSample first = segment(4, true, OptionalDouble.empty(), 2_400_000);
    SegmentSample second = segment(5, true, OptionalDouble.of(0.0004), 2_400_000);

    assertThat(figure("GOP", first, second))
        .isEqualTo(new Figure("GOP", "25 pictures", "segments begin with an IDR", false));
    assertThat(figure("Timestamps", first, second))
        .isEqualTo(new Figure("Timestamps", "+0.000 s", "run on from the segment before", false));
    assertThat(figure("Bit rate", first, second))
        .isEqualTo(new Figure("Bit rate", "2400 kbit/s", "96 % of BANDWIDTH", false));
    assertThat(figure("Sound begins", second).value()).isEqualTo("+0.021 s");
  }

  @Test
  void segmentThatBeginsWithoutAnIdr_isCounted_andMarked() {
    Figure gop =
        figure(
            "GOP",
            segment(4, false, OptionalDouble.empty(), 2_400_000),
            segment(5, true, OptionalDouble.of(0), 2_400_000));

    assertThat(gop.note()).isEqualTo("1 of 2 segments begin without an IDR");
    assertThat(gop.bad()).isTrue();
  }

  @Test
  void jumpOfTheTimestamps_isCounted_andMarked() {
    Figure times =
        figure(
            "Timestamps",
            segment(4, true, OptionalDouble.of(10.5), 2_400_000),
            segment(5, true, OptionalDouble.of(0), 2_400_000));

    assertThat(times.note()).isEqualTo("1 of 2 segments do not run on");
    assertThat(times.bad()).isTrue();
  }

  @Test
  void moreThanWasAnnounced_isMarked() {
    assertThat(figure("Bit rate", segment(4, true, OptionalDouble.empty(), 3_000_000)).bad())
        .isTrue();
  }
}
