// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import static io.tally.player.playlist.parser.Written.HEAD;
import static io.tally.player.playlist.parser.Written.media;
import static io.tally.player.playlist.parser.Written.parse;
import static io.tally.player.playlist.parser.Written.segments;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.playlist.Flaw;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.Segment;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// RFC 8216 4.1 and 4.3.3 to 6.3.3, sentence by sentence: playlists as a whole.
class MediaPlaylistTest {
  @Test
  @DisplayName("4.3.1.1: EXTM3U must be the first line")
  void textWithoutExtm3uFirst_isNoPlaylist() {
    Playlist read = parse("<html>\n#EXTM3U\n</html>");

    assertThat(read).isInstanceOf(Playlist.Unreadable.class);
    assertThat(((Playlist.Unreadable) read).problem()).contains("#EXTM3U");
  }

  @Test
  @DisplayName("4.1: must not contain a byte order mark")
  void byteOrderMark_isAFinding_andThePlaylistIsReadAllTheSame() {
    MediaPlaylist read = media("\uFEFF" + HEAD + "#EXTINF:2,\na.ts\n");

    assertThat(read.segments()).hasSize(1);
    assertThat(read.flaws())
        .singleElement()
        .hasToString("line 1: A byte order mark is not allowed");
  }

  @Test
  @DisplayName(
      "4.1: lines end with line feed or carriage return and line feed; blank lines are ignored")
  void bothLineEndings_areRead() {
    MediaPlaylist read = media("#EXTM3U\r\n\r\n#EXT-X-TARGETDURATION:4\r\n#EXTINF:2,\r\na.ts\r\n");

    assertThat(read.segments().getFirst().uri()).hasPath("/live/a/a.ts");
    assertThat(read.flaws()).isEmpty();
  }

  @Test
  @DisplayName("4.1: lines that begin with # and not with #EXT are comments")
  void comments_areNothing() {
    assertThat(media(HEAD + "# EXTINF:9,\n#extinf:9\n#EXTINF:2,\na.ts\n").flaws()).isEmpty();
  }

  @Test
  @DisplayName(
      "4.3.3.1: EXTINF, rounded, must be no more than the target duration, which is required")
  void targetDuration_isChecked() {
    assertThat(media(HEAD + "#EXTINF:4.49,\na.ts\n").flaws()).isEmpty();
    assertThat(media(HEAD + "#EXTINF:4.51,\na.ts\n").flaws())
        .singleElement()
        .hasToString("line 4: EXTINF of 4.510 s is longer than the target duration of 4 s");
    MediaPlaylist without = media("#EXTM3U\n#EXTINF:2.5,\na.ts\n");
    assertThat(without.targetDurationNs()).isEqualTo(2_500_000_000L);
    assertThat(without.flaws()).singleElement().hasToString("EXT-X-TARGETDURATION is missing");
  }

  @Test
  @DisplayName(
      "4.3.3.2: the first segment has the number of EXT-X-MEDIA-SEQUENCE, each next one more")
  void mediaSequence_numbersTheSegments() {
    MediaPlaylist read = media(HEAD + "#EXT-X-MEDIA-SEQUENCE:7794\n" + segments(3));

    assertThat(read.segments())
        .extracting(Segment::mediaSequence)
        .containsExactly(7794L, 7795L, 7796L);
    assertThat(read.endSequence()).isEqualTo(7797);
    assertThat(read.segment(7795)).contains(read.segments().get(1));
    assertThat(read.segment(7793)).isEmpty();
    assertThat(read.segment(7797)).isEmpty();
  }

  @Test
  @DisplayName("4.3.3.2 and 4.3.3.3: both must appear before the first segment")
  void sequenceAfterASegment_isAFinding_andDoesNotCount() {
    MediaPlaylist read =
        media(
            HEAD
                + segments(1)
                + "#EXT-X-MEDIA-SEQUENCE:5\n#EXT-X-DISCONTINUITY-SEQUENCE:5\n"
                + segments(1));

    assertThat(read.segments().getLast().mediaSequence()).isEqualTo(1);
    assertThat(read.segments().getLast().discontinuitySequence()).isZero();
    assertThat(read.flaws()).extracting(Flaw::line).containsExactly(5, 6);
  }

  @Test
  @DisplayName("6.2.1: each EXT-X-DISCONTINUITY adds one to the discontinuity sequence number")
  void discontinuities_areCountedOnFromTheTag() {
    MediaPlaylist read =
        media(
            HEAD
                + "#EXT-X-DISCONTINUITY-SEQUENCE:4\n"
                + segments(1)
                + "#EXT-X-DISCONTINUITY\n"
                + segments(2));

    assertThat(read.segments())
        .extracting(Segment::discontinuitySequence)
        .containsExactly(4L, 5L, 5L);
    assertThat(read.segments())
        .extracting(Segment::discontinuity)
        .containsExactly(false, true, false);
  }

  @Test
  @DisplayName(
      "4.3.3.4 and 4.3.3.5: the type says how it may change, EXT-X-ENDLIST that it will not")
  void typeAndEnd_areRead() {
    MediaPlaylist vod =
        media(HEAD + "#EXT-X-PLAYLIST-TYPE:VOD\n" + segments(1) + "#EXT-X-ENDLIST\n");
    MediaPlaylist live = media(HEAD + segments(1));

    assertThat(vod.type()).contains(MediaPlaylist.Type.VOD);
    assertThat(vod.ended()).isTrue();
    assertThat(live.type()).isEmpty();
    assertThat(live.ended()).isFalse();
    assertThat(media(HEAD + "#EXT-X-PLAYLIST-TYPE:LIVE\n" + segments(1)).flaws())
        .extracting(Flaw::message)
        .containsExactly("EXT-X-PLAYLIST-TYPE is EVENT or VOD");
  }

  @Test
  @DisplayName("6.3.1: tags that are not understood must be ignored; they are kept")
  void unknownTag_isKeptAsItStood() {
    MediaPlaylist read = media(HEAD + "#EXT-X-CUE-OUT:DURATION=30\n" + segments(1));

    assertThat(read.unknownTags())
        .containsExactly(new Playlist.Tag(3, "#EXT-X-CUE-OUT", "DURATION=30"));
    assertThat(read.flaws()).isEmpty();
  }

  @Test
  @DisplayName("4.3.3: there must not be more than one of each media playlist tag")
  void tagThatAppearsTwice_isAFinding() {
    assertThat(media(HEAD + "#EXT-X-TARGETDURATION:4\n" + segments(1)).flaws())
        .extracting(Flaw::line)
        .containsExactly(3);
  }

  @Test
  @DisplayName("6.3.3: not less than three target durations from the end when it is live")
  void join_isThreeTargetDurationsFromTheEnd_orAHoldBack() {
    String ten = HEAD + segments(10); // 20 s of 2 s

    assertThat(media(ten).joinSequence()).isEqualTo(4);
    assertThat(media(ten + "#EXT-X-ENDLIST\n").joinSequence()).isZero();
    assertThat(media(ten + "#EXT-X-SERVER-CONTROL:HOLD-BACK=6.0\n").joinSequence()).isEqualTo(7);
    assertThat(media(HEAD + segments(2)).joinSequence()).isZero();
  }
}
