// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.app.testing.TallyProcess;
import io.tally.capture.testing.TestDisplay;
import io.tally.protocol.peers.Chromium;
import io.tally.protocol.peers.VideoElement;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Do the players that viewers have play what this program streams to its own ingest?
///
/// One stream for all of them.
@Tag("peers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OthersPlayTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern STATISTICS = Pattern.compile("(-?\\d+\\.\\d+) [AM]-[VA]:");

  private static final Pattern PROGRESS = Pattern.compile("progressreport\\d+ \\(");

  private TallyProcess sender;
  private URI page = URI.create("");
  private URI playlist = URI.create("");

  @SuppressWarnings("NullAway.Init")
  OthersPlayTest() {}

  @BeforeAll
  void stream(@TempDir Path home) throws Exception {
    sender = TallyProcess.start(home, "stream", "--pattern", "--tone", "--json");
    JsonNode watch = sender.awaitEvent("watch");
    page = URI.create(watch.get("page").asString());
    playlist = URI.create(watch.get("playlist").asString());
    // So that every player finds some segments at once.
    sender.awaitEvent(event -> event.has("seconds") && event.get("seconds").asInt() >= 8);
  }

  @AfterAll
  void end() throws Exception {
    sender.interrupt();
    assertThat(sender.exitCode()).isZero();
    sender.close();
  }

  @Test
  void chromium_showsFrameAfterFrame_withSound() throws Exception {
    try (Chromium chromium = Chromium.open(page)) {
      await().atMost(PATIENCE).until(() -> VideoElement.look(chromium).number().isPresent());
      long first = VideoElement.look(chromium).number().orElseThrow();
      // Five seconds on, the numbers that come out of the screen are those of five seconds.
      await()
          .atMost(PATIENCE)
          .until(() -> VideoElement.look(chromium).number().orElse(0) >= first + 150);
      assertThat(chromium.evaluate("document.querySelector('video').videoWidth")).isEqualTo("1280");
      assertThat(
              Double.parseDouble(
                  chromium.evaluate("document.querySelector('video').webkitAudioDecodedByteCount")))
          .isPositive();
    }
  }

  @Test
  void mpv_playsIt(@TempDir Path folder) throws Exception {
    Path said = folder.resolve("said.log");
    Process mpv =
        start(
            said,
            "",
            "mpv",
            "--no-config",
            "--vo=null",
            "--ao=null",
            "--length=6",
            "--term-playing-msg=playing ${width}x${height} ${video-codec} ${audio-codec}",
            playlist.toString());
    try {
      assertThat(mpv.waitFor(90, TimeUnit.SECONDS)).isTrue();
      String all = Files.readString(said, UTF_8);
      assertThat(mpv.exitValue()).as(all).isZero();
      assertThat(all).contains("playing 1280x720").doesNotContainIgnoringCase("error");
    } finally {
      mpv.destroyForcibly();
    }
  }

  @Test
  void ffplay_playsItWithoutComplaint(@TempDir Path folder) throws Exception {
    Path said = folder.resolve("said.log");
    try (TestDisplay display = TestDisplay.start(640, 360)) {
      Process ffplay =
          start(
              said, display.name(), "ffplay", "-v", "warning", "-stats", "-i", playlist.toString());
      try {
        await().atMost(PATIENCE).until(() -> secondsShown(said).isPresent());
        double first = secondsShown(said).orElseThrow();
        await().atMost(PATIENCE).until(() -> secondsShown(said).orElse(0) > first + 5);
      } finally {
        ffplay.destroyForcibly();
      }
    }
    // FFmpeg reads the initialization section of any live CMAF playlist again after each reload,
    // of those that it wrote itself, too, and says so.
    assertThat(Files.readString(said, UTF_8).split("[\r\n]+"))
        .filteredOn(line -> !line.contains(" fd="))
        .allMatch(line ->
            line.isBlank()
                || line.contains("Found duplicated MOOV Atom")
                || line.contains("Last message repeated"));
  }

  @Test
  void gstreamer_playsIt(@TempDir Path folder) throws Exception {
    Path said = folder.resolve("said.log");
    List<String> command = new ArrayList<>(List.of("gst-launch-1.0", "-m"));
    String pipeline =
        "uridecodebin uri=%s name=d d. ! videoconvert ! video/x-raw,width=1280,height=720"
            + " ! progressreport update-freq=1 ! fakesink sync=true d. ! audioconvert"
            + " ! audio/x-raw,rate=48000 ! fakesink sync=true";
    command.addAll(List.of(pipeline.formatted(playlist).split(" ")));
    Process gstreamer = start(said, "", command.toArray(String[]::new));
    try {
      // It tells each second of the stream that it has shown.
      await()
          .atMost(PATIENCE)
          .until(() -> PROGRESS.matcher(Files.readString(said, UTF_8)).results().count() > 5);
      assertThat(Files.readString(said, UTF_8)).doesNotContain("ERROR");
    } finally {
      gstreamer.destroyForcibly();
    }
  }

  /// The time of what ffplay shows now, by its last line of statistics.
  private static OptionalDouble secondsShown(Path said) throws IOException {
    return STATISTICS
        .matcher(Files.readString(said, UTF_8))
        .results()
        .mapToDouble(line -> Double.parseDouble(line.group(1)))
        .reduce((_, last) -> last);
  }

  private static Process start(Path said, String display, String... words) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().put("DISPLAY", display);
    builder.environment().put("SDL_AUDIODRIVER", "dummy");
    return builder.start();
  }
}
