// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.protocol.hls.SegmentCutter.Cut;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentCutterTest {
  private static final long MS = 1_000_000;
  private static final long FRAME_MS = 20;

  private final SegmentCutter cutter = new SegmentCutter(2000 * MS);
  private final List<Long> lengthsMs = new ArrayList<>();
  private long startMs;
  private int withinGop;

  /// Runs over pictures 20 ms apart, with keyframes where the distances say, in ms.
  private void run(long... gopsMs) {
    long atMs = 0;
    for (long gopMs : gopsMs) {
      for (long into = 0; into < gopMs; into += FRAME_MS) {
        look(atMs + into, into == 0, into == 0 ? gopBefore(gopsMs, atMs) : into);
      }
      atMs += gopMs;
    }
    look(atMs, true, gopsMs[gopsMs.length - 1]);
  }

  private static long gopBefore(long[] gopsMs, long atMs) {
    long end = 0;
    for (long gopMs : gopsMs) {
      end += gopMs;
      if (end == atMs) {
        return gopMs;
      }
    }
    return 0;
  }

  private void look(long atMs, boolean keyframe, long gopMs) {
    Cut cut = cutter.before(keyframe, (atMs - startMs) * MS, gopMs * MS, FRAME_MS * MS);
    if (cut != Cut.NO) {
      lengthsMs.add(atMs - startMs);
      cutter.finished((atMs - startMs) * MS);
      startMs = atMs;
      withinGop += cut == Cut.WITHIN_GOP ? 1 : 0;
    }
  }

  @ParameterizedTest(name = "keyframes every {0} ms: segments of {1} ms, target {2} s")
  @CsvSource({
    "2000, 2000, 2",
    "1980, 1980, 2",
    "1000, 2000, 2",
    "500, 2000, 2",
    "1500, 1500, 2",
    "960, 1920, 2",
    "2200, 2200, 2",
    "4000, 4000, 4",
    "4480, 4480, 5",
    "8340, 8340, 9"
  })
  void regularKeyframes_giveEqualSegments(long gopMs, long segmentMs, long target) {
    run(gopMs, gopMs, gopMs, gopMs, gopMs, gopMs, gopMs, gopMs);

    assertThat(lengthsMs).isNotEmpty().allMatch(length -> length == segmentMs);
    assertThat(cutter.targetSeconds()).isEqualTo(target);
    assertThat(withinGop).isZero();
  }

  @Test
  void gopLongerThanTarget_isCutWithoutKeyframe_soThatTargetHolds() {
    run(2000, 2000, 7000, 2000);

    assertThat(cutter.targetSeconds()).isEqualTo(2);
    assertThat(lengthsMs).allMatch(length -> length < 2500);
    assertThat(withinGop).isPositive();
  }

  @Test
  void keyframeAtSceneChange_isUsed_whenTheNextWouldComeTooLate() {
    run(4000, 4000, 1300, 4000);

    assertThat(lengthsMs).containsExactly(4000L, 4000L, 1300L, 4000L);
    assertThat(withinGop).isZero();
  }

  @Test
  void senderWithoutSecondKeyframe_isCutAfterTenSeconds() {
    run(25_000);

    assertThat(lengthsMs.getFirst()).isBetween(9_900L, 10_000L);
    assertThat(cutter.targetSeconds()).isEqualTo(10);
  }
}
