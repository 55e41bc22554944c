// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.subtitle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tally.player.timeline.Anchors.Anchor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebVttTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Duration FAR_TOO_LONG = Duration.ofSeconds(60);
  private static final List<String> CORPUS =
      List.of(
          "WEBVTT",
          "WEBVTT - a title",
          "\ufeffWEBVTT",
          "",
          "",
          "NOTE a comment",
          "STYLE",
          "::cue { color: red }",
          "REGION",
          "1",
          "X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000",
          "X-TIMESTAMP-MAP=MPEGTS:999999999999999,LOCAL:999999:00:00.000",
          "X-TIMESTAMP-MAP=",
          "00:01.000 --> 00:02.000",
          "00:00:01.000 --> 00:00:02.000 line:0 align:start",
          "999999:59:59.999 --> 00:00.000",
          "00:00.000 --> 999999:59:59.999",
          "-->",
          "--> -->",
          "<v Ann>Hello &amp; <b>good</b> morning",
          "<b",
          "&",
          "&lt;&nope;&",
          "a\0b",
          "text");

  private static WebVtt read(String text) {
    return WebVtt.read(text.getBytes(UTF_8)).orElseThrow();
  }

  @Test
  void cues_areReadWithTheirTimes_withoutMarkup() {
    WebVtt file =
        read(
            """
            WEBVTT - of a film
            X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:01.000

            NOTE nobody
            reads this

            STYLE
            ::cue { color: red }

            first
            00:01.500 --> 00:03.000 line:0 align:start
            <v Ann>Tom &amp; <i.loud>Jerry</i>
            &lt;both&gt;

            01:00:00.000 --> 01:00:01.250
            later
            """);

    assertThat(file.map()).contains(new TimestampMap(SECOND, 900_000));
    assertThat(file.cues())
        .containsExactly(
            new Cue(SECOND * 3 / 2, 3 * SECOND, "Tom & Jerry\n<both>"),
            new Cue(3600 * SECOND, 3601 * SECOND + SECOND / 4, "later"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "WEBVTTX\n", "#EXTM3U\n", "webvtt\n"})
  void otherFiles_areNone(String text) {
    assertThat(WebVtt.read(text.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void cuesThatMakeNoSense_arePassedOver() {
    WebVtt file =
        read(
            "WEBVTT\r\n\r\n00:02.000 --> 00:01.000\r\nbackwards\r\n\r\n00:1.000 --> 00:02.000\r\n"
                + "no time\r\n\r\n00:01.000 --> 00:02.000\r\n<b></b>\r\n\r\n"
                + "00:03.000 --> 00:04.000\r\nkept");

    assertThat(file.cues()).containsExactly(new Cue(3 * SECOND, 4 * SECOND, "kept"));
  }

  @Test
  void hugeFile_isReadUpToTheLimits() {
    String cue = "00:01.000 --> 00:02.000\n" + "x".repeat(3_000) + "\n\n";

    WebVtt file =
        assertTimeoutPreemptively(
            FAR_TOO_LONG,
            () -> read("WEBVTT\n\n" + cue + "00:01.000 --> 00:02.000\nx\n\n".repeat(200_000)));

    assertThat(file.cues()).hasSize(WebVtt.MOST_CUES);
    assertThat(file.cues().getFirst().text()).hasSize(WebVtt.LONGEST_TEXT);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whateverBytesCome_cuesMakeSense(long seed) {
    Random random = new Random(seed);
    Anchor anchor = new Anchor(0, SECOND, 0, -10 * SECOND);
    assertTimeoutPreemptively(
        FAR_TOO_LONG,
        () -> {
          for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "" : "WEBVTT\n");
            for (int line = random.nextInt(20); line > 0; line--) {
              text.append(CORPUS.get(random.nextInt(CORPUS.size()))).append('\n');
            }
            byte[] bytes = text.toString().getBytes(UTF_8);
            for (int flips = random.nextInt(5); flips > 0 && bytes.length > 0; flips--) {
              bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            Optional<WebVtt> file = WebVtt.read(bytes);
            file.ifPresent(read -> {
              assertThat(read.cues()).allMatch(c -> c.startNs() < c.endNs() && !c.text().isEmpty());
              assertThat(CueTimes.place(read, anchor, 0, SECOND))
                  .hasSameSizeAs(read.cues())
                  .allMatch(c -> c.startNs() < c.endNs());
            });
          }
        });
  }

  @Test
  @DisplayName("RFC 8216bis 3.1.4: LOCAL of the file is MPEGTS of the stream")
  void mappedTimes_goWithThePicture() {
    WebVtt file =
        read(
            "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n"
                + "00:05.000 --> 00:06.000\nhi\n");
    // The picture's times begin at 10 s and are shifted to begin at 2.
    Anchor anchor = new Anchor(4 * SECOND, 8 * SECOND, 6 * SECOND, -8 * SECOND);

    List<Cue> placed = CueTimes.place(file, anchor, 4 * SECOND, 4 * SECOND);

    assertThat(placed).containsExactly(new Cue(7 * SECOND, 8 * SECOND, "hi"));
  }

  @Test
  void wrappedTicks_areUnwrapped() {
    WebVtt file =
        read(
            "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:90000\n\n"
                + "00:05.000 --> 00:06.000\nhi\n");
    // The stream's ticks have begun anew; those of the anchor were unwrapped.
    Anchor anchor = new Anchor(0, 8 * SECOND, 0, -TimestampMap.WRAP_NS);

    assertThat(CueTimes.place(file, anchor, 0, 8 * SECOND))
        .containsExactly(new Cue(6 * SECOND, 7 * SECOND, "hi"));
  }

  @Test
  void timesThatAreFarAway_areTakenForPlacesInTheStream() {
    WebVtt file = read("WEBVTT\n\n00:05.000 --> 00:06.000\nhi\n");
    Anchor anchor = new Anchor(4 * SECOND, 8 * SECOND, 4 * SECOND, -50_000 * SECOND);

    assertThat(CueTimes.place(file, anchor, 4 * SECOND, 4 * SECOND))
        .containsExactly(new Cue(5 * SECOND, 6 * SECOND, "hi"));
  }

  @Test
  void cueOfSeveralSegments_isReadOnce() {
    CueList list = new CueList();
    Cue over = new Cue(SECOND, 5 * SECOND, "over");
    list.add(List.of(over));
    list.add(List.of(over, new Cue(4 * SECOND, 6 * SECOND, "next")));

    assertThat(list.at(0)).isEmpty();
    assertThat(list.at(4 * SECOND)).containsExactly("over", "next");
    assertThat(list.at(5 * SECOND)).containsExactly("next");
  }
}
