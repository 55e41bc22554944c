// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.parser.PlaylistParser;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// RFC 8216 6.2.1 and 6.2.2: how a playlist may change, and what is made of one that may not.
class PlaylistSnapshotTest {
  private static final long SECOND_NS = 1_000_000_000L;

  @Test
  @DisplayName("6.2.2: the sequence number grows by one for each segment that is removed")
  void slidingPlaylist_keepsThePositionsOfItsSegments() {
    PlaylistSnapshot first = PlaylistSnapshot.first(list(10, 5, "s"));

    PlaylistSnapshot next = first.follow(list(12, 5, "s"));

    assertThat(next.originNs()).isEqualTo(4 * SECOND_NS);
    assertThat(next.endNs()).isEqualTo(14 * SECOND_NS);
    assertThat(next.epoch()).isZero();
    var shared = next.playlist().segment(13).orElseThrow();
    assertThat(next.positionNs(shared)).isEqualTo(6 * SECOND_NS);
  }

  @Test
  void unchangedPlaylist_isTheSameSnapshot() {
    PlaylistSnapshot first = PlaylistSnapshot.first(list(10, 5, "s"));

    assertThat(first.follow(list(10, 5, "s"))).isSameAs(first);
  }

  @Test
  void rangeThatIsTold_isNews_andNoOtherMedia() {
    PlaylistSnapshot first = PlaylistSnapshot.first(list(10, 5, "s"));
    String range = "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2026-11-21T12:00:00Z\"\n";

    PlaylistSnapshot next = first.follow(parse(text(10, 5, "s") + range));

    assertThat(next.playlist().dateRanges()).hasSize(1);
    assertThat(next.hasOtherMediaThan(first)).isFalse();
    assertThat(next.originNs()).isEqualTo(first.originNs());
  }

  @Test
  void endlist_isAChange() {
    PlaylistSnapshot first = PlaylistSnapshot.first(list(10, 5, "s"));

    PlaylistSnapshot next = first.follow(parse(text(10, 5, "s") + "#EXT-X-ENDLIST\n"));

    assertThat(next.playlist().ended()).isTrue();
    assertThat(next.endNs()).isEqualTo(first.endNs());
  }

  @Test
  void olderCopyOfAnotherEdge_changesNothing() {
    PlaylistSnapshot first = PlaylistSnapshot.first(list(10, 5, "s"));

    PlaylistSnapshot next = first.follow(list(9, 5, "s")).follow(list(9, 5, "s"));

    assertThat(next.playlist()).isSameAs(first.playlist());
    assertThat(next.epoch()).isZero();
  }

  @Test
  void sequenceThatFalls_isARestart_atTheEndOfWhatWas() {
    PlaylistSnapshot first = PlaylistSnapshot.first(list(100, 5, "s"));

    PlaylistSnapshot next = first.follow(list(0, 2, "s"));

    assertThat(next.epoch()).isEqualTo(1);
    assertThat(next.originNs()).isEqualTo(10 * SECOND_NS);
  }

  @Test
  @DisplayName("6.2.1: a number keeps its address; the same number with another is a restart")
  void sameNumbersWithOtherMedia_areARestart() {
    PlaylistSnapshot first = PlaylistSnapshot.first(list(0, 5, "old"));

    assertThat(first.follow(list(0, 5, "new")).epoch()).isEqualTo(1);
  }

  @Test
  void shorterPlaylistWithTheSameNames_isARestartOnceItGrows() {
    PlaylistSnapshot first = PlaylistSnapshot.first(list(0, 5, "s"));

    PlaylistSnapshot shorter = first.follow(list(0, 1, "s"));
    PlaylistSnapshot grown = shorter.follow(list(0, 2, "s"));

    assertThat(shorter.epoch()).isZero();
    assertThat(shorter.playlist()).isSameAs(first.playlist());
    assertThat(grown.epoch()).isEqualTo(1);
  }

  @Test
  void playlistThatRanAway_leavesAHoleAsLongAsWhatWasMissed() {
    PlaylistSnapshot first = PlaylistSnapshot.first(list(0, 5, "s"));

    PlaylistSnapshot next = first.follow(list(8, 5, "s"));

    assertThat(next.epoch()).isZero();
    assertThat(next.originNs()).isEqualTo(16 * SECOND_NS); // 5 known and 3 missed, of 2 s each
  }

  @Test
  void queryThatChanges_isNoRestart() {
    PlaylistSnapshot first = PlaylistSnapshot.first(parse(text(0, 3, "s").replace(".ts", ".ts?a")));

    PlaylistSnapshot next = first.follow(parse(text(0, 4, "s").replace(".ts", ".ts?b")));

    assertThat(next.epoch()).isZero();
    assertThat(next.playlist().segments()).hasSize(4);
  }

  private static MediaPlaylist list(long sequence, int segments, String name) {
    return parse(text(sequence, segments, name));
  }

  private static String text(long sequence, int segments, String name) {
    StringBuilder text =
        new StringBuilder("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:" + sequence)
            .append('\n');
    for (long number = sequence; number < sequence + segments; number++) {
      text.append("#EXTINF:2.0,\n").append(name).append(number).append(".ts\n");
    }
    return text.toString();
  }

  private static MediaPlaylist parse(String text) {
    return (MediaPlaylist)
        PlaylistParser.parse(URI.create("http://host/list.m3u8"), text.getBytes(UTF_8));
  }
}
