// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.testing.TallyProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The program as scripts see it: words in, lines and an exit code out.
class CommandLineTest {
  private static final String KEY = "s3cret-stream-key";
  private static final String NOBODY = "rtmp://127.0.0.1:1/live";

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

  @Test
  void wrongWord_exitsWithTwo_andSaysWhatIsExpected() throws Exception {
    try (TallyProcess tally = tally("stream", "--pattern", "--size", "big")) {
      assertThat(tally.exitCode()).isEqualTo(2);
      assertThat(tally.errors()).contains("'big' is not a size such as 1280x720");
      assertThat(tally.lines()).isEmpty();
    }
  }

  @Test
  void oddCanvas_exitsWithTwo() throws Exception {
    try (TallyProcess tally = tally("stream", "--pattern", "--size", "641x360")) {
      assertThat(tally.exitCode()).isEqualTo(2);
      assertThat(tally.errors()).contains("641x360");
    }
  }

  @Test
  void stream_forSomeSeconds_tellsByLines_andExitsWithZero() throws Exception {
    try (TallyProcess tally =
        tally("stream", "--pattern", "--tone", "--size", "320x180", "--seconds", "3")) {
      assertThat(tally.exitCode()).as(tally.lines() + "").isZero();
      assertThat(tally.lines())
          .anyMatch(line -> line.startsWith("watch at http://127.0.0.1:"))
          .contains("live")
          .anyMatch(line -> line.matches("live 0:00:0\\d  .* fps  .* kb/s  lagged .*"))
          .noneMatch(line -> line.contains("\r"));
      assertThat(tally.errors()).isEmpty();
    }
  }

  @Test
  void stream_withJson_writesOneObjectALine() throws Exception {
    try (TallyProcess tally =
        tally(
            "stream", "--pattern", "--size", "320x180", "--no-audio", "--seconds", "2", "--json")) {
      assertThat(tally.exitCode()).isZero();
      List<JsonNode> lines = tally.lines().stream().map(new JsonMapper()::readTree).toList();
      assertThat(lines)
          .extracting(line -> line.get("event").asString())
          .contains("watch", "state", "statistics", "end");
      assertThat(lines.getLast().get("code").asInt()).isZero();
      JsonNode last =
          lines.stream()
              .filter(line -> line.get("event").asString().equals("statistics"))
              .toList()
              .getLast();
      assertThat(last.get("frames").asLong()).isPositive();
      assertThat(last.get("bytes").asLong()).isPositive();
    }
  }

  @Test
  void stream_terminatedWithoutLimit_finishesTheFile_andExitsWithZero() throws Exception {
    Path file = home.resolve("programme.mp4");
    try (TallyProcess tally =
        tally("stream", "--pattern", "--tone", "--size", "320x180", "--record", file.toString())) {
      tally.awaitLine("live"::equals);
      tally.awaitLine(line -> line.startsWith("live 0:00:0"));
      tally.terminate();

      assertThat(tally.exitCode()).as(tally.lines() + "").isZero();
      Process probe =
          new ProcessBuilder("ffmpeg", "-v", "warning", "-i", file.toString(), "-f", "null", "-")
              .redirectErrorStream(true)
              .start();
      assertThat(new String(probe.getInputStream().readAllBytes(), UTF_8)).isEmpty();
    }
  }

  @Test
  void stream_terminatedBeforeItsSecondsAreOver_exitsWith130() throws Exception {
    try (TallyProcess tally =
        tally("stream", "--pattern", "--size", "320x180", "--seconds", "600")) {
      tally.awaitLine("live"::equals);
      tally.terminate();

      assertThat(tally.exitCode()).isEqualTo(130);
    }
  }

  @Test
  void stream_toNobody_exitsWithOne_andSaysWhy() throws Exception {
    try (TallyProcess tally =
        tally("stream", "--pattern", "--to", NOBODY + "/" + KEY, "--seconds", "5")) {
      assertThat(tally.exitCode()).isEqualTo(1);
      assertThat(tally.errors()).contains("127.0.0.1", "TALLY_STREAM_KEY").doesNotContain(KEY);
      assertThat(String.join("\n", tally.lines())).doesNotContain(KEY);
      assertThat(everythingWritten()).doesNotContain(KEY);
    }
  }

  @Test
  void keyFromTheEnvironment_isNowhereToBeSeen() throws Exception {
    try (TallyProcess tally =
        TallyProcess.start(
            home,
            Map.of("TALLY_STREAM_KEY", KEY),
            "stream",
            "--pattern",
            "--to",
            NOBODY,
            "--verbose")) {
      assertThat(tally.handle().info().arguments().map(List::of).orElse(List.of()))
          .doesNotContain(KEY);
      assertThat(tally.exitCode()).isEqualTo(1);
      assertThat(tally.errors()).doesNotContain(KEY);
      assertThat(everythingWritten()).doesNotContain(KEY);
    }
  }

  @Test
  void keyFileThatIsMissing_exitsWithOne() throws Exception {
    Path file = home.resolve("key");
    try (TallyProcess tally =
        tally("stream", "--pattern", "--to", NOBODY, "--key-file", file.toString())) {
      assertThat(tally.exitCode()).isEqualTo(1);
      assertThat(tally.errors()).contains("no key file " + file);
    }
  }

  @Test
  void recordingOverAnExistingFile_isRefusedUntouched() throws Exception {
    Path file = Files.writeString(home.resolve("precious.mp4"), "precious");
    try (TallyProcess tally = tally("stream", "--pattern", "--record", file.toString())) {
      assertThat(tally.exitCode()).isEqualTo(1);
      assertThat(tally.errors()).contains("--overwrite");
      assertThat(file).hasContent("precious");
    }
  }

  @Test
  void recordingThatCannotBeWritten_exitsWithOne_thoughTheStreamWentWell() throws Exception {
    Path missing = home.resolve("no/such/folder");
    try (TallyProcess tally =
        tally(
            "stream",
            "--pattern",
            "--size",
            "320x180",
            "--record",
            missing.resolve("programme.mp4").toString(),
            "--seconds",
            "1")) {
      assertThat(tally.exitCode()).isEqualTo(1);
      assertThat(tally.errors()).contains(missing.toString());
      assertThat(tally.lines()).contains("live");
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
  void devices_areListed() throws Exception {
    try (TallyProcess tally = tally("devices", "--json")) {
      assertThat(tally.exitCode()).isZero();
      tally.lines().forEach(line -> new JsonMapper().readTree(line));
    }
  }

  private String everythingWritten() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
