// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.monitor.PlaylistDiff.DiffLine;
import io.tally.player.monitor.PlaylistDiff.Fate;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlaylistDiffTest {
  private static List<String> signed(String older, String newer) {
    return PlaylistDiff.of(older, newer).stream()
        .map(line ->
            switch (line.fate()) {
                  case SAME -> " ";
                  case ADDED -> "+";
                  case REMOVED -> "-";
                }
                + line.text())
        .toList();
  }

  @Test
  void slidPlaylist_hasItsFirstSegmentGone_andOneMoreAtItsEnd() {
    assertThat(
            signed(
                "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:1\n#EXTINF:2,\n1.ts\n#EXTINF:2,\n2.ts\n",
                "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:2\n#EXTINF:2,\n2.ts\n#EXTINF:2,\n3.ts\n"))
        .containsExactly(
            " #EXTM3U",
            "-#EXT-X-MEDIA-SEQUENCE:1",
            "-#EXTINF:2,",
            "-1.ts",
            "+#EXT-X-MEDIA-SEQUENCE:2",
            " #EXTINF:2,",
            " 2.ts",
            "+#EXTINF:2,",
            "+3.ts");
  }

  @Test
  void samePlaylist_hasNoDifferences_andItsOwnLineNumbers() {
    assertThat(PlaylistDiff.of("a\nb\n", "a\nb\n"))
        .containsExactly(new DiffLine(1, Fate.SAME, "a"), new DiffLine(2, Fate.SAME, "b"));
  }

  @Test
  void anyTwoTexts_bothStandInTheDifference() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      String older = text(random);
      String newer = text(random);

      List<DiffLine> lines = PlaylistDiff.of(older, newer);

      assertThat(without(lines, Fate.ADDED)).isEqualTo(older.lines().toList());
      assertThat(without(lines, Fate.REMOVED)).isEqualTo(newer.lines().toList());
      assertThat(lines.stream().map(DiffLine::number).filter(number -> number > 0))
          .isEqualTo(IntStream.rangeClosed(1, (int) newer.lines().count()).boxed().toList());
    }
  }

  @Test
  void hugeTexts_areNotComparedLineByLine() {
    String older =
        IntStream.range(0, 20_000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
    String newer =
        IntStream.range(0, 20_000).mapToObj(i -> "b" + i).collect(Collectors.joining("\n"));

    assertThat(PlaylistDiff.of(older, newer)).hasSize(40_000);
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(12), 0, 4)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("\n"));
  }

  private static List<String> without(List<DiffLine> lines, Fate fate) {
    return lines.stream().filter(line -> line.fate() != fate).map(DiffLine::text).toList();
  }
}
