// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.playlist.Flaw.Severity;
import io.tally.player.rules.Finding;
import io.tally.player.rules.Profile;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.FaultServer.Fault;
import io.tally.player.testing.lock.EncryptedFolder;
import io.tally.player.testing.stream.PatternStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams made by the ffmpeg program, whole and with one thing wrong: what is found, and no more.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamCheckerTest {
  private static final Duration LONG = Duration.ofSeconds(120);

  private Path recordings = Path.of("");
  private Path folder = Path.of("");
  private FaultServer server;

  @SuppressWarnings("NullAway.Init")
  StreamCheckerTest() {}

  @BeforeAll
  void record(@TempDir Path made) throws Exception {
    recordings = made;
    for (String type : List.of("mpegts", "fmp4")) {
      PatternStream.record(Files.createDirectories(made.resolve(type)), type, 0, 4);
    }
  }

  @BeforeEach
  void serve(@TempDir Path served) throws Exception {
    folder = served;
    server = new FaultServer(served);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void take(String type) throws Exception {
    try (var files = Files.list(recordings.resolve(type))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
  }

  private void edit(String file, String from, String to) throws Exception {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  private static CheckReport check(CheckSettings settings) throws Exception {
    try (StreamChecker checker = StreamChecker.start(settings)) {
      assertThat(checker.await(LONG)).isTrue();
      return checker.report();
    }
  }

  private CheckReport check(String path) throws Exception {
    return check(CheckSettings.of(server.uri(path)).lasting(Duration.ofSeconds(60)));
  }

  private static List<Integer> errors(CheckReport report) {
    return report.findings().stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .map(finding -> finding.rule().id())
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mpegts", "fmp4"})
  void recordingOfFfmpeg_isClean_andMeasured(String type) throws Exception {
    take(type);

    CheckReport report = check("stream.m3u8");

    assertThat(report.findings()).isEmpty();
    assertThat(report.problem()).isEmpty();
    assertThat(report.complete()).isTrue();
    TrackSummary track = report.tracks().getFirst();
    assertThat(track.segments()).isEqualTo(4);
    assertThat(track.framesPerSecond()).isBetween(24.9, 25.1);
    assertThat(track.keyframeSeconds()).isBetween(0.9, 1.1);
    assertThat(track.real()).contains("320x180").contains("mp4a.40.2");
    assertThat(report.requests()).anyMatch(entry -> entry.speed() > 0);
  }

  @Test
  void lostSegment_isRule43_andAJumpInTimeIsNotBlamed() throws Exception {
    take("mpegts");
    server.fault("2.ts", new Fault.Status(404), 9);

    assertThat(errors(check("stream.m3u8"))).containsExactly(43);
  }

  @Test
  void unmarkedJumpOfTimestamps_isRule65() throws Exception {
    take("mpegts");
    PatternStream.record(Files.createDirectories(recordings.resolve("later")), "mpegts", 0, 3);
    Files.write(folder.resolve("3.ts"), Files.readAllBytes(recordings.resolve("later/0.ts")));

    assertThat(errors(check("stream.m3u8"))).containsExactly(65);
  }

  @Test
  void jumpBehindADiscontinuity_isClean() throws Exception {
    take("mpegts");
    Files.write(folder.resolve("3.ts"), Files.readAllBytes(recordings.resolve("mpegts/0.ts")));
    edit("stream.m3u8", "#EXTINF:1.000000,\n3.ts", "#EXT-X-DISCONTINUITY\n#EXTINF:1.000000,\n3.ts");

    assertThat(errors(check("stream.m3u8"))).isEmpty();
  }

  @Test
  void damagedSegment_isRule65_forItsCounters() throws Exception {
    take("mpegts");
    byte[] whole = Files.readAllBytes(folder.resolve("1.ts"));
    byte[] holed = Arrays.copyOf(whole, whole.length - 188);
    System.arraycopy(whole, 21 * 188, holed, 20 * 188, whole.length - 21 * 188);
    Files.write(folder.resolve("1.ts"), holed);

    assertThat(errors(check("stream.m3u8"))).containsExactly(65);
  }

  @Test
  void wrongExtinf_isRule64_ofOurOwnProfile() throws Exception {
    take("mpegts");
    edit("stream.m3u8", "#EXTINF:1.000000,\n0.ts", "#EXTINF:1.300000,\n0.ts");
    CheckSettings own = CheckSettings.of(server.uri("stream.m3u8")).with(Profile.OWN).lasting(LONG);

    assertThat(errors(check(own))).containsExactly(64);
  }

  @Test
  void encryptedRecording_isOpened_andClean() throws Exception {
    take("mpegts");
    EncryptedFolder.encrypt(folder, "stream.m3u8");

    CheckReport report = check("stream.m3u8");

    assertThat(report.findings()).isEmpty();
    assertThat(report.tracks().getFirst().real()).contains("320x180");
  }

  @Test
  void wrongKey_isRule14_andClearSegmentRule15() throws Exception {
    take("mpegts");
    byte[] clear = Files.readAllBytes(folder.resolve("1.ts"));
    EncryptedFolder.encrypt(folder, "stream.m3u8");
    Files.write(folder.resolve("1.ts"), clear);

    assertThat(errors(check("stream.m3u8"))).containsExactly(15);

    Files.writeString(folder.resolve("the.key"), "<html>log in</html>");

    assertThat(errors(check("stream.m3u8"))).containsExactly(14, 15);
  }

  @Test
  void multivariantPlaylist_isFollowed_andComparedWithTheMedia() throws Exception {
    take("mpegts");
    Files.writeString(
        folder.resolve("index.m3u8"),
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=100000,CODECS=\"hvc1.1.6.L93.B0\"\nstream.m3u8\n");

    assertThat(errors(check("index.m3u8"))).containsExactly(23, 67);
  }

  @Test
  void findingsAboutVariants_nameTheLineOfEach_inTheMultivariantPlaylist() throws Exception {
    for (String name : List.of("low", "high")) {
      PatternStream.record(Files.createDirectories(folder.resolve(name)), "mpegts", 0, 2);
    }
    String variant = "#EXT-X-STREAM-INF:BANDWIDTH=100000,CODECS=\"hvc1.1.6.L93.B0,mp4a.40.2\"\n";
    List<String> lines =
        ("#EXTM3U\n" + variant + "low/stream.m3u8\n" + variant + "high/stream.m3u8\n")
            .lines()
            .toList();
    Files.write(folder.resolve("index.m3u8"), lines);

    List<Finding> found = check("index.m3u8").findings();

    assertThat(found)
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .allSatisfy(finding -> assertThat(finding.url()).endsWith("/index.m3u8"))
        .extracting(finding -> finding.rule().id() + " in line " + finding.line())
        .contains("23 in line 2", "23 in line 4", "67 in line 2", "67 in line 4");
  }

  @Test
  void independentSegments_areSaidForAll_inTheMultivariantPlaylist() throws Exception {
    take("mpegts");
    String variant = "#EXT-X-STREAM-INF:BANDWIDTH=1000000\nstream.m3u8\n";
    Files.writeString(folder.resolve("silent.m3u8"), "#EXTM3U\n" + variant);
    String promise = "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-INDEPENDENT-SEGMENTS\n";
    Files.writeString(folder.resolve("told.m3u8"), promise + variant);

    assertThat(rulesOfApple("silent.m3u8")).contains(32);
    assertThat(rulesOfApple("told.m3u8")).doesNotContain(32);
  }

  private List<Integer> rulesOfApple(String path) throws Exception {
    CheckSettings apple = CheckSettings.of(server.uri(path)).with(Profile.APPLE);
    return check(apple.lasting(LONG)).findings().stream()
        .map(finding -> finding.rule().id())
        .toList();
  }

  @Test
  void webPage_couldNotBeLoaded_andSaysWhy() throws Exception {
    Files.writeString(folder.resolve("page.m3u8"), "<html>Not here</html>", UTF_8);

    CheckReport report = check("page.m3u8");

    assertThat(report.problem()).get().asString().contains("does not begin with #EXTM3U");
    assertThat(errors(report)).containsExactly(1);
  }

  @Test
  void nothingThere_couldNotBeLoaded() throws Exception {
    assertThat(check("none.m3u8").problem()).get().asString().contains("404");
  }

  @Test
  void secretsInTheQuery_areNowhereInTheReport() throws Exception {
    take("mpegts");
    edit("stream.m3u8", "2.ts", "2.ts?key=s3cret");
    server.fault("2.ts", new Fault.Status(503), 9);
    URI uri = URI.create(server.uri("stream.m3u8") + "?token=s3cret");

    CheckReport report = check(CheckSettings.of(uri).lasting(LONG));

    assertThat(report.findings()).isNotEmpty();
    for (String text : ReportTexts.all(report)) {
      assertThat(text).doesNotContain("s3cret");
    }
  }

  @Test
  void liveStreamOfFfmpeg_hasNoErrors_andEndsInTime() throws Exception {
    try (PatternStream _ = PatternStream.live(folder, "mpegts", 0)) {
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.exists(folder.resolve("4.ts")));

      CheckReport report =
          check(CheckSettings.of(server.uri("stream.m3u8")).lasting(Duration.ofSeconds(6)));

      assertThat(report.segments()).isGreaterThanOrEqualTo(3);
      assertThat(report.tracks().getFirst().live()).isTrue();
      // How even a live encoder is on a busy machine is not this test's business.
      assertThat(report.findings())
          .filteredOn(found -> found.severity() == Severity.ERROR)
          .extracting(Finding::rule)
          .allMatch(rule -> rule.id() == 39 || rule.id() == 40 || rule.id() == 65);
    }
  }
}
