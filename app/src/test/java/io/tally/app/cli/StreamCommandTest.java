// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.testing.FarEnd;
import io.tally.app.testing.TallyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `tally stream` as scripts see it: words in, lines, files and an exit code out.
class StreamCommandTest {
  private static final String KEY = "s3cret-stream-key";
  private static final String NOBODY = "rtmp://127.0.0.1:1/live";

  @TempDir Path home;

  private TallyProcess tally(String... words) throws IOException {
    return TallyProcess.start(home, Map.of(), words);
  }

  @Test
  void placeForTheLogThatCannotBeWritten_isToldOnStandardErrorAlone() throws Exception {
    try (TallyProcess tally =
        TallyProcess.start(
            home,
            Map.of("XDG_STATE_HOME", "/proc/nowhere"),
            "stream",
            "--pattern",
            "--size",
            "320x180",
            "--seconds",
            "1",
            "--json")) {
      assertThat(tally.exitCode()).isZero();
      assertThat(tally.events("end")).hasSize(1);
      assertThat(tally.errors()).contains("The log cannot be written to /proc/nowhere/tally");
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

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void stream_endedFromOutside_finishesTheFile_andExitsWithZero(boolean byCtrlC) throws Exception {
    Path file = home.resolve("programme.mp4");
    try (TallyProcess tally =
        tally("stream", "--pattern", "--tone", "--size", "320x180", "--record", file.toString())) {
      tally.awaitLine(line -> line.startsWith("live 0:00:02"));
      if (byCtrlC) {
        tally.interrupt();
      } else {
        tally.terminate();
      }

      assertThat(tally.exitCode()).as(tally.lines() + "").isZero();
      assertThat(tally.lines()).endsWith("stopped");
      assertThat(tally.errors()).isEmpty();
      FarEnd seen = new FarEnd(file, 320, 180);
      assertThat(seen.pictures()).hasSizeGreaterThan(30);
      assertThat(seen.beepTimes()).isNotEmpty();
    }
  }

  @Test
  void stream_interruptedBeforeItsSecondsAreOver_exitsWith130() throws Exception {
    try (TallyProcess tally =
        tally("stream", "--pattern", "--size", "320x180", "--seconds", "600")) {
      tally.awaitLine("live"::equals);
      tally.interrupt();

      assertThat(tally.exitCode()).isEqualTo(130);
    }
  }

  @Test
  void stream_withoutDisplayAndSoundServer_saysSo_andSendsTheRest() throws Exception {
    try (TallyProcess tally =
        TallyProcess.start(
            home,
            TallyProcess.WITHOUT_DEVICES,
            "stream",
            "--pattern",
            "--screen",
            "--audio",
            "--desktop-audio",
            "--size",
            "320x180",
            "--seconds",
            "3",
            "--json")) {
      assertThat(tally.exitCode()).as(tally.errors()).isZero();
      assertThat(tally.events("source"))
          .filteredOn(event -> event.get("state").asString().equals("unavailable"))
          .extracting(event -> event.get("id").asString())
          .contains("screen", "microphone", "desktop-sound");
      assertThat(tally.events("statistics").getLast().get("bytes").asLong()).isPositive();
      assertThat(tally.errors()).isEmpty();
    }
  }

  @Test
  void stream_withoutTheSystemsSoundLibrary_sendsThePattern() throws Exception {
    // The loader takes the first file of that name, and this is no library.
    Files.createFile(home.resolve("libpulse.so.0"));
    try (TallyProcess tally =
        TallyProcess.start(
            home,
            Map.of("LD_LIBRARY_PATH", home.toString()),
            "stream",
            "--pattern",
            "--audio",
            "--size",
            "320x180",
            "--seconds",
            "2",
            "--json")) {
      assertThat(tally.exitCode()).as(tally.errors()).isZero();
      assertThat(tally.events("source"))
          .anyMatch(event ->
              event.get("id").asString().equals("microphone")
                  && event.get("detail").asString().contains("libpulse"));
    }
  }

  @Test
  void stream_toNobody_exitsWithOne_andSaysWhy() throws Exception {
    try (TallyProcess tally =
        tally("stream", "--pattern", "--to", NOBODY + "/" + KEY, "--seconds", "5")) {
      assertThat(tally.exitCode()).isEqualTo(1);
      assertThat(tally.errors()).contains("127.0.0.1", "TALLY_STREAM_KEY").doesNotContain(KEY);
      assertThat(tally.everythingSaid()).doesNotContain(KEY);
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
}
