// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.whole;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.testing.TallyProcess;
import io.tally.app.testing.WebPage;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.hls.HlsSettings;
import io.tally.protocol.ingest.IngestServer;
import io.tally.protocol.ingest.IngestSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Can anybody see the stream key of a programme that is live and well? What is said when it is
/// refused is [RefusalTest]'s matter.
class KeyStaysSecretTest {
  private static final String KEY = "planted-4712";

  @Test
  void keyFromAFile_isInNoProcessLogOrPage(@TempDir Path home, @TempDir Path elsewhere)
      throws Exception {
    Path file = Files.writeString(elsewhere.resolve("key"), KEY + "\n");
    try (IngestServer ingest = ingest();
        TallyProcess tally =
            TallyProcess.start(
                home,
                "stream",
                "--pattern",
                "--size",
                "320x180",
                "--seconds",
                "3",
                "--verbose",
                "--json",
                "--to",
                ingest.rtmpUrl().toString(),
                "--key-file",
                file.toString())) {
      tally.awaitEvent("statistics");

      assertThat(commandLines()).isNotEmpty().noneMatch(line -> line.contains(KEY));
      assertThat(environments(tally.handle())).noneMatch(variables -> variables.contains(KEY));
      assertThat(tally.exitCode()).as(tally.errors()).isZero();
      assertThat(tally.everythingSaid()).isNotEmpty().doesNotContain(KEY);
      assertThat(WebPage.text(ingest.playlistUrl("live"))).contains("#EXTM3U").doesNotContain(KEY);
      assertThat(WebPage.text(ingest.pageUrl())).doesNotContain(KEY);
    }
  }

  @Test
  void keyFromTheEnvironment_reachesNoOtherProcess(@TempDir Path home) throws Exception {
    try (IngestServer ingest = ingest();
        TallyProcess tally =
            TallyProcess.start(
                home,
                Map.of("TALLY_STREAM_KEY", KEY),
                "stream",
                "--pattern",
                "--size",
                "320x180",
                "--json",
                "--to",
                ingest.rtmpUrl().toString())) {
      tally.awaitEvent("statistics");

      assertThat(commandLines()).noneMatch(line -> line.contains(KEY));
      assertThat(tally.handle().descendants().flatMap(child -> environments(child).stream()))
          .noneMatch(variables -> variables.contains(KEY));
      tally.interrupt();
      assertThat(tally.exitCode()).as(tally.errors()).isZero();
      assertThat(tally.everythingSaid()).doesNotContain(KEY);
    }
  }

  private static IngestServer ingest() throws IOException {
    return IngestServer.start(
        new IngestSettings("127.0.0.1", 0, 0, Optional.of(Secret.of(KEY)), HlsSettings.standard()));
  }

  /// What `ps` shows of all processes to every user.
  private static List<String> commandLines() throws Exception {
    Process ps = new ProcessBuilder("ps", "-eww", "-o", "args").start();
    return new String(ps.getInputStream().readAllBytes(), UTF_8).lines().toList();
  }

  /// The environment of a process and of all that it started.
  private static List<String> environments(ProcessHandle process) {
    List<String> all = new ArrayList<>();
    Stream.concat(Stream.of(process), process.descendants())
        .forEach(each -> all.add(read(Path.of("/proc", Long.toString(each.pid()), "environ"))));
    return all;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
