// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.testing.Lists;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// Segments of four parts: part `p` of the stream is `p0`, `p1` and so on, segment `s` is `s0` ….
class ChunkTest {
  private static final int PARTS = 4;
  private static final int WINDOW = 6;
  private static final int TOLD = 2; // segments whose parts are in the playlist

  @RepeatedTest(20)
  @DisplayName(
      "pain 14: however the playlist grows between looks, no part is missed or taken twice")
  void everyPart_isTakenOnce(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int parts = 9;
    Cursor cursor = new Cursor(1, 2);
    List<Integer> taken = new ArrayList<>();
    while (parts < 200) {
      parts += random.nextInt(PARTS * TOLD); // never past what the playlist tells in parts
      MediaPlaylist playlist = playlist(parts);
      Optional<Chunk> chunk = Chunk.at(playlist, cursor);
      while (chunk.isPresent()) {
        taken.addAll(partsOf(chunk.get()));
        cursor = chunk.get().after();
        chunk = Chunk.at(playlist, cursor);
      }
      assertThat(taken).last().isEqualTo(parts - 1);
    }
    assertThat(taken).containsExactlyElementsOf(IntStream.range(6, parts).boxed().toList());
  }

  @Test
  void chunk_knowsItsPlaceAndWhatFollows() {
    MediaPlaylist playlist = playlist(10);

    Chunk part = Chunk.at(playlist, new Cursor(2, 1)).orElseThrow();

    assertThat(part.uri()).hasPath("/p9");
    assertThat(part.startNs()).isEqualTo(2_250_000_000L);
    assertThat(part.begins()).isFalse();
    assertThat(Chunk.at(playlist, part.after())).isEmpty();
    assertThat(Chunk.at(playlist, new Cursor(1, 3)).orElseThrow().after()).isEqualTo(Cursor.of(2));
  }

  @Test
  void partsThatHaveLeftThePlaylist_areReplacedByTheWholeSegment() {
    Chunk chunk = Chunk.at(playlist(20), new Cursor(1, 2)).orElseThrow();

    assertThat(chunk.uri()).hasPath("/s1");
    assertThat(chunk.after()).isEqualTo(Cursor.of(2));
  }

  @Test
  void join_isTheLastIndependentPartAHoldBackBeforeTheEnd() {
    assertThat(JoinPoint.live(playlist(10))).isEqualTo(new Cursor(1, 0)); // 2.5 s less 0.75 s
    assertThat(JoinPoint.live(playlist(11))).isEqualTo(new Cursor(2, 0));
  }

  private static List<Integer> partsOf(Chunk chunk) {
    int number = Integer.parseInt(chunk.uri().getPath().substring(2));
    return chunk.uri().getPath().startsWith("/p")
        ? List.of(number)
        : IntStream.range(number * PARTS, (number + 1) * PARTS).boxed().toList();
  }

  private static MediaPlaylist playlist(int parts) {
    int whole = parts / PARTS;
    int first = Math.max(0, whole - WINDOW);
    StringBuilder text =
        new StringBuilder("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-PART-INF:PART-TARGET=0.25\n")
            .append("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=0.75\n")
            .append("#EXT-X-MEDIA-SEQUENCE:" + first + "\n");
    for (int segment = first; segment <= whole; segment++) {
      for (int part = segment * PARTS; part < Math.min(parts, (segment + 1) * PARTS); part++) {
        if (segment >= whole - TOLD) {
          String independent = part % PARTS == 0 ? ",INDEPENDENT=YES" : "";
          text.append("#EXT-X-PART:DURATION=0.25,URI=\"p" + part + "\"" + independent + "\n");
        }
      }
      if (segment < whole) {
        text.append("#EXTINF:1.0,\ns" + segment + "\n");
      }
    }
    return Lists.parse(URI.create("http://host/list"), text.toString());
  }
}
