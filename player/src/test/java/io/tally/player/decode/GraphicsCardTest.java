// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.testing.process.JavaProgram;
import io.tally.capture.testing.process.Preload;
import io.tally.player.testing.FaultServer;
import io.tally.protocol.peers.FfmpegProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Played in a process that sees an emulated graphics card (`fakecard.c`), whose pictures can be
/// told from the stream's own. Four seconds of 25 pictures, a keyframe each second.
class GraphicsCardTest {
  private static final int A_SECOND = 25;
  private static final int PICTURES = 4 * A_SECOND;
  private static final Pattern OUTCOME =
      Pattern.compile(
          "card (\\d+), processor (\\d+), dropped (\\d+), last by (\\S+), notes \\[(.*)], open (\\d+)");

  @TempDir static Path folder;
  private static Path library;

  /// @param dropped decoded, but too late for a computer that is busy with other things
  private record Outcome(
      int card, int processor, int dropped, String lastBy, String notes, int open) {}

  @BeforeAll
  static void make() throws Exception {
    library = Preload.compile(GraphicsCardTest.class, "fakecard", folder);
    record("large.m3u8", "1296x736"); // just large enough for the card
    record("small.m3u8", "640x360");
  }

  private static void record(String name, String size) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("-v", "error", "-f", "lavfi", "-i", "testsrc2=r=25:s=" + size));
    command.addAll(List.of("-t", "4", "-c:v", "libx264", "-preset", "ultrafast", "-bf", "2"));
    command.addAll(List.of("-pix_fmt", "yuv420p", "-g", "25", "-sc_threshold", "0"));
    command.addAll(List.of("-f", "hls", "-hls_time", "1", "-hls_playlist_type", "vod"));
    command.add(folder.resolve(name).toString());
    FfmpegProgram.run(command.toArray(String[]::new));
  }

  private static Outcome play(String name, Map<String, String> environment) throws Exception {
    try (FaultServer server = new FaultServer(folder)) {
      ProcessBuilder builder =
          new ProcessBuilder(
                  JavaProgram.words(
                      List.of("-Xmx256m"), CardViewer.class, server.uri(name).toString()))
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().putAll(environment);
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(60, SECONDS)).isTrue();
      Matcher outcome = OUTCOME.matcher(said);
      assertThat(outcome.find()).as("what the player said: %s", said).isTrue();
      return new Outcome(
          Integer.parseInt(outcome.group(1)),
          Integer.parseInt(outcome.group(2)),
          Integer.parseInt(outcome.group(3)),
          outcome.group(4),
          outcome.group(5),
          Integer.parseInt(outcome.group(6)));
    }
  }

  @Test
  void largePictures_areDecodedByTheCard_fromTheSecondKeyframeOn_eachInItsPlace() throws Exception {
    Outcome outcome = play("large.m3u8", Map.of("LD_PRELOAD", library.toString()));

    // The first picture comes at once and again at its time.
    int dropped = outcome.dropped();
    assertThat(outcome.processor()).isBetween(A_SECOND - dropped, A_SECOND + 1);
    assertThat(outcome.card()).isBetween(PICTURES - A_SECOND - dropped, PICTURES - A_SECOND);
    assertThat(outcome.card() + outcome.processor() + dropped).isGreaterThanOrEqualTo(PICTURES);
    assertThat(outcome.lastBy()).isEqualTo("VA-API");
    assertThat(outcome.notes()).isEmpty();
    assertThat(outcome.open()).isZero();
  }

  @Test
  void cardThatFailsAtOnce_costsNoMoreThanASecond() throws Exception {
    Outcome outcome =
        play("large.m3u8", Map.of("LD_PRELOAD", library.toString(), "FAKECARD_FAILS_AFTER", "0"));

    assertThat(outcome.card()).isZero();
    assertThat(outcome.processor() + outcome.dropped())
        .isGreaterThanOrEqualTo(PICTURES - A_SECOND);
    assertThat(outcome.lastBy()).isEqualTo("FFmpeg");
  }

  @Test
  void smallPictures_areDecodedByTheProcessor() throws Exception {
    Outcome outcome = play("small.m3u8", Map.of("LD_PRELOAD", library.toString()));

    assertThat(outcome.card()).isZero();
    assertThat(outcome.processor() + outcome.dropped()).isGreaterThanOrEqualTo(PICTURES);
    assertThat(outcome.lastBy()).isEqualTo("FFmpeg");
  }

  @Test
  void withoutCard_theProcessorDecodesLargePicturesToo() throws Exception {
    Outcome outcome = play("large.m3u8", Map.of());

    assertThat(outcome.card()).isZero();
    assertThat(outcome.processor() + outcome.dropped()).isGreaterThanOrEqualTo(PICTURES);
    assertThat(outcome.lastBy()).isEqualTo("FFmpeg");
    assertThat(outcome.notes()).isEmpty();
  }

  @Test
  void cardThatFails_isLeft_andTheProcessorGoesOnAtTheNextKeyframe() throws Exception {
    Outcome outcome =
        play("large.m3u8", Map.of("LD_PRELOAD", library.toString(), "FAKECARD_FAILS_AFTER", "15"));

    assertThat(outcome.card()).isBetween(10, 20);
    assertThat(outcome.processor() + outcome.dropped())
        .isGreaterThanOrEqualTo(PICTURES - A_SECOND);
    assertThat(outcome.lastBy()).isEqualTo("FFmpeg");
    assertThat(outcome.notes()).contains("The graphics card failed at", "the processor decodes");
    assertThat(outcome.open()).isZero();
  }
}
