// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.player.check.CheckReport;
import io.tally.player.check.CheckSettings;
import io.tally.player.check.StreamChecker;
import io.tally.player.load.HttpLoader;
import io.tally.player.playlist.Flaw.Severity;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.parser.PlaylistParser;
import io.tally.player.session.replay.ReplayServer;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.FaultServer.Fault;
import io.tally.player.testing.lock.EncryptedFolder;
import io.tally.player.testing.stream.PatternStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stream is recorded, its server goes away, and the recording says the same again.
class SessionReplayTest {
  private static final Duration LONG = Duration.ofSeconds(120);

  private Path served = Path.of("");
  private Path recording = Path.of("");
  private FaultServer server;

  @SuppressWarnings("NullAway.Init")
  SessionReplayTest() {}

  @BeforeEach
  void serve(@TempDir Path home) throws Exception {
    served = Files.createDirectories(home.resolve("served"));
    recording = home.resolve("recording");
    server = new FaultServer(served);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void record(URI uri, Duration longest) throws Exception {
    RecordSettings settings = new RecordSettings(uri, recording, longest, 1L << 30, true, false);
    try (SessionRecorder recorder = SessionRecorder.start(settings)) {
      assertThat(recorder.await(LONG)).isTrue();
      assertThat(recorder.problem()).isEmpty();
      assertThat(recorder.answers()).isPositive();
    }
  }

  private static CheckReport check(URI uri, Duration longest) throws Exception {
    try (StreamChecker checker = StreamChecker.start(CheckSettings.of(uri).lasting(longest))) {
      assertThat(checker.await(LONG)).isTrue();
      return checker.report();
    }
  }

  /// Rules and lines of the errors.
  private static List<String> errors(CheckReport report) {
    return report.findings().stream()
        .filter(found -> found.severity() == Severity.ERROR)
        .map(found -> found.rule().id() + " in line " + found.line() + ": " + found.seen())
        .toList();
  }

  @Test
  void recordingOfAFaultyStream_showsTheSameFaults() throws Exception {
    PatternStream.record(served, "mpegts", 0, 4);
    Path list = served.resolve("stream.m3u8");
    Files.writeString(
        list, Files.readString(list).replace("#EXTINF:1.000000,\n0.ts", "#EXTINF:1.9,\n0.ts"));
    server.fault("2.ts", new Fault.Status(404), 99);
    CheckReport original = check(server.uri("stream.m3u8?token=s3cret"), LONG);

    record(server.uri("stream.m3u8?token=s3cret"), LONG);
    server.close();
    try (ReplayServer replay = ReplayServer.start(recording, 0)) {
      CheckReport again = check(replay.uri(), LONG);

      assertThat(errors(original)).hasSizeGreaterThanOrEqualTo(2).anyMatch(e -> e.startsWith("43"));
      assertThat(errors(again)).containsExactlyElementsOf(errors(original));
      assertThat(again.segments()).isEqualTo(original.segments());
    }
  }

  @Test
  void encryptedFragments_areRecordedWithTheirKeysAndSections() throws Exception {
    PatternStream.record(served, "mpegts", 0, 3);
    EncryptedFolder.encrypt(served, "stream.m3u8");

    record(server.uri("stream.m3u8"), LONG);
    server.close();
    try (ReplayServer replay = ReplayServer.start(recording, 0)) {
      CheckReport again = check(replay.uri(), LONG);

      assertThat(again.findings()).isEmpty();
      assertThat(again.tracks().getFirst().real()).contains("320x180");
    }
  }

  @Test
  void absoluteAddressesAndVariants_leadToTheReplay() throws Exception {
    PatternStream.record(served, "fmp4", 0, 3);
    Path list = served.resolve("stream.m3u8");
    Files.writeString(
        list, Files.readString(list).replace("1.m4s", server.uri("1.m4s?t=s3cret").toString()));
    Files.writeString(
        served.resolve("index.m3u8"),
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=2000000,CODECS=\"avc1.64000d,mp4a.40.2\"\n"
            + "/stream.m3u8\n");
    record(server.uri("index.m3u8"), LONG);
    server.close();

    try (ReplayServer replay = ReplayServer.start(recording, 0)) {
      CheckReport again = check(replay.uri(), LONG);

      assertThat(again.problem()).isEmpty();
      assertThat(again.segments()).isEqualTo(3);
      assertThat(errors(again)).noneMatch(error -> error.startsWith("43"));
    }
  }

  @Test
  void liveStream_movesAsItMoved_withItsDatesMovedToNow() throws Exception {
    try (PatternStream _ = PatternStream.live(served, "mpegts", 0)) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.exists(served.resolve("4.ts")));
      record(server.uri("stream.m3u8"), Duration.ofSeconds(6));
    }
    server.close();

    try (ReplayServer replay = ReplayServer.start(recording, 0);
        HttpLoader http = new HttpLoader()) {
      MediaPlaylist first = load(http, replay.uri());
      CheckReport again = check(replay.uri(), Duration.ofSeconds(5));
      MediaPlaylist last = load(http, replay.uri());

      assertThat(last.endSequence()).isGreaterThanOrEqualTo(first.endSequence() + 3);
      assertThat(again.segments()).isGreaterThanOrEqualTo(3);
      assertThat(errors(again))
          .noneMatch(error -> error.startsWith("43") || error.startsWith("46"));
      assertThat(again.findings()).noneMatch(found -> found.rule().id() == 46);
    }
  }

  private static MediaPlaylist load(HttpLoader http, URI uri) throws Exception {
    HttpLoader.Loaded loaded =
        http.load(uri, Optional.empty(), new HttpLoader.Limits(1 << 20, LONG));
    return (MediaPlaylist) PlaylistParser.parse(loaded.uri(), loaded.bytes());
  }

  @Test
  void fullRecording_endsItself_andIsWhole() throws Exception {
    PatternStream.record(served, "mpegts", 0, 4);
    RecordSettings small =
        new RecordSettings(server.uri("stream.m3u8"), recording, LONG, 60_000, true, false);
    try (SessionRecorder recorder = SessionRecorder.start(small)) {
      assertThat(recorder.await(LONG)).isTrue();
      assertThat(recorder.full()).isTrue();
      assertThat(recorder.bytes()).isLessThanOrEqualTo(60_000);
    }

    try (ReplayServer replay = ReplayServer.start(recording, 0)) {
      assertThat(replay.uri().getPath()).isEqualTo("/0/stream.m3u8");
    }
  }
}
