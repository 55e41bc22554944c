// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tally.player.playlist.Flaw;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.Segment;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever bytes come: an answer in time, within bounds, and one that agrees with itself.
class PlaylistFuzzTest {
  private static final URI HERE = URI.create("http://host/live/list.m3u8");
  private static final Duration FAR_TOO_LONG = Duration.ofSeconds(60);
  private static final int ROUNDS = 3_000;
  private static final List<String> LINES =
      List.of(
          "#EXTM3U",
          "#EXT-X-VERSION:7",
          "#EXT-X-TARGETDURATION:2",
          "#EXT-X-MEDIA-SEQUENCE:999999999999999999",
          "#EXT-X-DISCONTINUITY-SEQUENCE:3",
          "#EXT-X-PLAYLIST-TYPE:EVENT",
          "#EXT-X-SERVER-CONTROL:HOLD-BACK=6.0,CAN-BLOCK-RELOAD=YES",
          "#EXT-X-MAP:URI=\"init.mp4\",BYTERANGE=\"600@0\"",
          "#EXT-X-KEY:METHOD=AES-128,URI=\"key\"",
          "#EXT-X-PROGRAM-DATE-TIME:2026-11-21T10:00:00.000Z",
          "#EXT-X-BYTERANGE:999999999999999999@999999999999999999",
          "#EXT-X-BYTERANGE:100",
          "#EXT-X-DISCONTINUITY",
          "#EXT-X-GAP",
          "#EXTINF:2.000,",
          "#EXTINF:999999.999999999,",
          "segment.ts",
          "//",
          "?",
          "http:",
          "#EXT-X-STREAM-INF:BANDWIDTH=1,RESOLUTION=1x1",
          "#EXT-X-DEFINE:NAME=\"v\",VALUE=\"{$v}{$v}\"",
          "#EXT-X-DEFINE:QUERYPARAM=\"v\"",
          "{$v}{$v}{$v",
          "#EXT-X-PART-INF:PART-TARGET=0.5",
          "#EXT-X-PART:DURATION=0.5,URI=\"p\",BYTERANGE=\"999999999999999999\"",
          "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"p\",BYTERANGE-START=999999999999999999",
          "#EXT-X-RENDITION-REPORT:URI=\"../o\",LAST-MSN=999999999999999999,LAST-PART=0",
          "#EXT-X-SKIP:SKIPPED-SEGMENTS=999999999999999999",
          "#EXT-X-SKIP:SKIPPED-SEGMENTS=1,RECENTLY-REMOVED-DATERANGES=\"a\tb\"",
          "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2026-11-21T10:00:00Z\",DURATION=1,END-ON-NEXT=YES",
          "#EXT-X-START:TIME-OFFSET=-999999,PRECISE=YES",
          "#EXT-X-BITRATE:999999999999999999",
          "#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=12,PART-HOLD-BACK=1.5",
          "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI=\"i\"",
          "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"n\",URI=\"x\"",
          "#EXT-X-CONTENT-STEERING:SERVER-URI=\"s\"",
          "#EXT-X-ENDLIST");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void mutatedPlaylists_giveAnAnswerThatAgreesWithItself(long seed) {
    Random random = new Random(seed);
    assertTimeoutPreemptively(
        FAR_TOO_LONG,
        () -> {
          @Nullable MediaPlaylist before = null;
          for (int i = 0; i < ROUNDS; i++) {
            byte[] text = mutated(random);
            Playlist read = PlaylistParser.read(HERE, text, context(before)).playlist();
            check(read);
            before = read instanceof MediaPlaylist media ? media : before;
          }
        });
  }

  @Test
  void playlistOfAddressesOnly_staysWithinBounds() {
    byte[] text = ("#EXTM3U\n" + "a\n".repeat(PlaylistParser.MOST_BYTES / 2 - 8)).getBytes(UTF_8);

    Playlist read = assertTimeoutPreemptively(FAR_TOO_LONG, () -> PlaylistParser.parse(HERE, text));

    assertThat(((Playlist.Unreadable) read).problem()).contains("more lines than the limit");
  }

  @Test
  void playlistOfErrorsOnly_keepsTheFirstOnes() {
    Playlist read =
        PlaylistParser.parse(HERE, ("#EXTM3U\n" + "file:a\n".repeat(100_000)).getBytes(UTF_8));

    assertThat(read.flaws()).hasSize(200);
    assertThat(((MediaPlaylist) read).segments()).hasSize(100_000).allMatch(Segment::gap);
  }

  @Test
  void oneEndlessLine_isLeftOut() {
    byte[] text = ("#EXTM3U\n#EXT-X-MAP:" + "A=\"".repeat(2_000_000)).getBytes(UTF_8);

    Playlist read = assertTimeoutPreemptively(FAR_TOO_LONG, () -> PlaylistParser.parse(HERE, text));

    assertThat(read.flaws()).extracting(Flaw::line).containsExactly(2, 0);
  }

  @Test
  void moreBytesThanTheLimit_areNotRead() {
    Playlist read = PlaylistParser.parse(HERE, new byte[PlaylistParser.MOST_BYTES + 1]);

    assertThat(((Playlist.Unreadable) read).problem())
        .isEqualTo("The playlist has 16777217 bytes, the limit is 16777216");
  }

  private static byte[] mutated(Random random) {
    List<String> lines = new ArrayList<>();
    int count = random.nextInt(40);
    for (int i = 0; i < count; i++) {
      lines.add(LINES.get(random.nextInt(LINES.size())));
    }
    if (random.nextInt(4) > 0) {
      lines.addFirst("#EXTM3U");
    } else {
      Collections.shuffle(lines, random);
    }
    byte[] text = String.join(random.nextBoolean() ? "\n" : "\r\n", lines).getBytes(UTF_8);
    int flips = random.nextInt(6);
    for (int i = 0; i < flips && text.length > 0; i++) {
      text[random.nextInt(text.length)] = (byte) random.nextInt();
    }
    return text;
  }

  private static PlaylistParser.Context context(@Nullable MediaPlaylist before) {
    return new PlaylistParser.Context(
        Optional.of(Map.of("v", "value")), Optional.ofNullable(before));
  }

  private static void check(Playlist read) {
    assertThat(read.flaws()).allMatch(flaw -> flaw.line() >= 0);
    if (read instanceof MediaPlaylist media) {
      check(media);
    } else if (read instanceof MultivariantPlaylist multivariant) {
      assertThat(multivariant.variants()).allMatch(variant -> variant.uri().getHost() != null);
    }
  }

  private static void check(MediaPlaylist media) {
    long startNs = 0;
    long number = media.mediaSequence();
    for (Segment segment : media.segments()) {
      assertThat(segment.startNs()).isEqualTo(startNs);
      assertThat(segment.durationNs()).isNotNegative();
      assertThat(segment.uri().getHost()).isNotNull();
      assertThat(media.segment(number)).contains(segment);
      startNs += segment.durationNs();
      number++;
    }
    assertThat(media.durationNs()).isEqualTo(startNs);
    assertThat(media.endSequence()).isEqualTo(number);
    assertThat(media.targetDurationNs()).isPositive();
    assertThat(media.joinSequence()).isBetween(media.mediaSequence(), media.endSequence());
    assertThat(media.hasSameMedia(media)).isTrue();
  }
}
