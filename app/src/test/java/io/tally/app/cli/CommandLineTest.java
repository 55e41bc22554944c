// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.testing.TallyProcess;
import io.tally.capture.testing.FakeCamera;
import io.tally.capture.testing.TestDisplay;
import io.tally.capture.testing.TestSoundServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The program as scripts see it: words in, lines and an exit code out.
class CommandLineTest {
  private static final String KEY = "s3cret-stream-key";

  @TempDir Path home;

  private TallyProcess tally(String... words) throws IOException {
    return TallyProcess.start(home, Map.of(), words);
  }

  @Test
  void version_isPrinted() throws Exception {
    try (TallyProcess tally = tally("--version")) {
      assertThat(tally.exitCode()).isZero();
      assertThat(tally.lines().getFirst()).matches("Tally \\d+\\.\\d+\\.\\d+.*");
    }
  }

  @Test
  void help_namesEveryCommand() throws Exception {
    try (TallyProcess tally = tally("--help")) {
      assertThat(tally.exitCode()).isZero();
      assertThat(String.join("\n", tally.lines())).contains("stream", "play", "serve", "devices");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "stream --pattern --size big, is not a size such as 1280x720",
    "stream --pattern --size 641x360, 641x360",
    "stream --pattern --seconds 0, it must be at least 1",
    "stream --pattern --to http://host/app, rtmp",
    "stream rtmp://host/live/s3cret-stream-key, Unmatched argument",
    "stream srt://host:9000?streamid=s3cret-stream-key, Unmatched argument",
    "serve --rtmp-port 99999, 99999",
    "serve --rtmps-port 0 --tls-cert nothing.pem, belong together",
    "stream --pattern --service nobody, There is no service nobody",
    "stream --pattern --service ivs-basic, is each person's own",
    "stream --pattern --key-file key.txt, neither --to nor --service",
    "stream --pattern --to rtmp://host/app --proxy ftp://host, the proxy cannot be read",
    "stream --pattern --to rtmp://host/app --trust 1234, fingerprint has 64",
    "test, Give the endpoint to test",
    "play http://host/a.m3u8 --seconds 0, it must be at least 1",
    "--pattern stream, stands before the command",
  })
  void wrongWord_exitsWithTwo_andSaysWhatIsExpected(String words, String sentence)
      throws Exception {
    try (TallyProcess tally = tally(words.split(" "))) {
      assertThat(tally.exitCode()).isEqualTo(2);
      assertThat(tally.errors()).startsWith("tally: ").contains(sentence).doesNotContain(KEY);
      assertThat(tally.lines()).isEmpty();
    }
  }

  @Test
  void play_ofNothing_exitsWithOne() throws Exception {
    try (TallyProcess tally = tally("play", "http://127.0.0.1:1/live.m3u8", "--seconds", "1")) {
      assertThat(tally.exitCode()).isEqualTo(1);
      assertThat(tally.errors()).contains("127.0.0.1");
    }
  }

  @Test
  void play_ofAStream_exitsWithZero() throws Exception {
    try (TallyProcess sender =
        tally("stream", "--pattern", "--tone", "--size", "320x180", "--json")) {
      String watch = sender.awaitLine(line -> line.contains("\"watch\""));
      String playlist = new JsonMapper().readTree(watch).get("playlist").asString();
      try (TallyProcess player = tally("play", playlist, "--seconds", "2")) {
        assertThat(player.exitCode()).as(player.lines() + "").isZero();
        assertThat(player.lines()).contains("playing").anyMatch(line -> line.contains("320x180"));
        assertThat(player.errors()).isEmpty();
      }
      sender.terminate();
      assertThat(sender.exitCode()).isZero();
    }
  }

  @Test
  void serve_saysWhereToPublishAndWatch_untilTerminated() throws Exception {
    try (TallyProcess tally = tally("serve", "--rtmp-port", "0", "--http-port", "0", "--json")) {
      JsonNode line = new JsonMapper().readTree(tally.awaitLine(_ -> true));
      assertThat(URI.create(line.get("rtmp").asString()).getPort()).isPositive();
      assertThat(URI.create(line.get("playlist").asString()).getScheme()).isEqualTo("http");
      tally.terminate();

      assertThat(tally.exitCode()).isZero();
    }
  }

  @Test
  void serve_withAKeyFile_takesThatKeyOnly() throws Exception {
    Path file = Files.writeString(home.resolve("key"), KEY);
    try (TallyProcess ingest =
        tally("serve", "--rtmp-port", "0", "--http-port", "0", "--json", "--key-file", "" + file)) {
      String rtmp = ingest.awaitEvent("serving").get("rtmp").asString();
      String[] words = {"stream", "--pattern", "--size", "320x180", "--seconds", "1", "--to", rtmp};
      try (TallyProcess wrong =
              TallyProcess.start(home, Map.of("TALLY_STREAM_KEY", "guess"), words);
          TallyProcess right = TallyProcess.start(home, Map.of("TALLY_STREAM_KEY", KEY), words)) {
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.errors()).contains("The stream key is not the one");
        assertThat(right.exitCode()).as(right.errors()).isZero();
      }
    }
  }

  @Test
  void devices_withoutAny_areNotesWithExitCodeZero() throws Exception {
    try (TallyProcess tally =
        TallyProcess.start(home, TallyProcess.WITHOUT_DEVICES, "devices", "--json")) {
      assertThat(tally.exitCode()).isZero();
      assertThat(tally.events("device")).isEmpty();
      assertThat(tally.events("note"))
          .extracting(event -> event.get("sentence").asString())
          .anyMatch(sentence -> sentence.contains("DISPLAY is not set"))
          .anyMatch(sentence -> sentence.contains("sound"));
    }
  }

  @Test
  void devices_areListedByTheirNames(@TempDir Path folder) throws Exception {
    try (FakeCamera camera = FakeCamera.forChildren(folder);
        TestDisplay display = TestDisplay.start(800, 600);
        TestSoundServer sound = TestSoundServer.start()) {
      Map<String, String> environment = new HashMap<>(camera.environment());
      environment.putAll(sound.environment());
      environment.put("DISPLAY", display.name());
      try (TallyProcess tally = TallyProcess.start(home, environment, "devices")) {
        assertThat(tally.exitCode()).isZero();
        assertThat(tally.lines())
            .anyMatch(line -> line.startsWith("screen ") && line.contains("800x600"))
            .anyMatch(line -> line.startsWith("webcam ") && line.contains("Fake Camera 0"))
            .anyMatch(line -> line.startsWith("audio ") && line.contains("Test Microphone"))
            .anyMatch(line -> line.startsWith("desktop-audio ") && line.contains("Test Speakers"))
            .anyMatch(line -> line.startsWith("encoder ") && line.contains("libx264"));
      }
    }
  }
}
