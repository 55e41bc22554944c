// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.whole.watched;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import io.tally.app.testing.TallyProcess;
import io.tally.player.check.CheckReport;
import io.tally.player.check.CheckSettings;
import io.tally.player.check.StreamChecker;
import io.tally.protocol.peers.NginxRtmp;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stream that was kept by `tally record-session` and is given by `tally replay-session`: is it
/// the same to the rules after its sender is gone?
class KeptSessionTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  /// Late and stale playlists: how even an encoder runs on a busy machine is not the matter here.
  private static final Set<Integer> OF_THE_MACHINE = Set.of(39, 40);

  /// The numbers of the rules that a stream breaks.
  private static List<Integer> rules(URI playlist, int seconds) throws Exception {
    CheckSettings settings = CheckSettings.of(playlist).lasting(Duration.ofSeconds(seconds));
    try (StreamChecker checker = StreamChecker.start(settings)) {
      assertThat(checker.await(LONG)).isTrue();
      CheckReport report = checker.report();
      assertThat(report.problem()).isEmpty();
      assertThat(report.segments()).isGreaterThanOrEqualTo(3);
      return report.findings().stream()
          .map(found -> found.rule().id())
          .filter(id -> !OF_THE_MACHINE.contains(id))
          .distinct()
          .sorted()
          .toList();
    }
  }

  /// Records a stream and checks it meanwhile; what is found there.
  private static List<Integer> recorded(Path home, URI playlist, Path kept, int seconds)
      throws Exception {
    try (TallyProcess recorder =
        TallyProcess.start(
            home,
            "record-session",
            playlist.toString(),
            kept.toString(),
            "--seconds",
            Integer.toString(seconds + 3),
            "--json")) {
      recorder.awaitEvent(event -> event.has("answers") && event.get("answers").asInt() > 0);
      List<Integer> rules = rules(playlist, seconds);
      assertThat(recorder.exitCode()).as(recorder.errors()).isZero();
      return rules;
    }
  }

  private static List<Integer> replayed(Path home, Path kept, int seconds) throws Exception {
    try (TallyProcess replay =
        TallyProcess.start(home, "replay-session", kept.toString(), "--json")) {
      URI playlist = URI.create(replay.awaitEvent("replaying").get("playlist").asString());
      List<Integer> rules = rules(playlist, seconds);
      replay.interrupt();
      assertThat(replay.exitCode()).isZero();
      return rules;
    }
  }

  @Test
  void ownStream_isTheSameAfterItsEnd(@TempDir Path home) throws Exception {
    Path kept = home.resolve("kept");
    List<Integer> before;
    try (TallyProcess sender =
        TallyProcess.start(home, "stream", "--pattern", "--tone", "--size", "320x180", "--json")) {
      URI playlist = URI.create(sender.awaitEvent("watch").get("playlist").asString());
      sender.awaitEvent(event -> event.has("seconds") && event.get("seconds").asInt() >= 8);
      before = recorded(home, playlist, kept, 6);
      sender.interrupt();
      assertThat(sender.exitCode()).isZero();
    }

    assertThat(replayed(home, kept, 6)).isEqualTo(before);
  }

  /// nginx begins with a discontinuity and does not count it when it slides out of its playlist:
  /// seen once, and shown again.
  @Test
  void faultOfNginx_isSeenAgainAfterItsEnd(@TempDir Path home) throws Exception {
    Path kept = home.resolve("kept");
    Path hls = Files.createDirectories(home.resolve("hls"));
    Path list = hls.resolve("talk.m3u8");
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            hls.toRealPath(),
            SimpleFileServer.OutputLevel.NONE);
    server.start();
    List<Integer> before;
    try (NginxRtmp nginx =
            NginxRtmp.start(
                Files.createDirectories(home.resolve("nginx")),
                "hls on;",
                "hls_path " + hls + ";",
                "hls_fragment 1s;",
                "hls_playlist_length 8s;");
        Sender _ = new Sender(nginx.url("talk"))) {
      Awaitility.await()
          .atMost(LONG)
          .until(() -> Files.exists(list) && Files.readString(list).contains("talk-2.ts"));
      String host = server.getAddress().getAddress().getHostAddress();
      URI playlist =
          URI.create("http://" + host + ":" + server.getAddress().getPort() + "/talk.m3u8");
      before = recorded(home, playlist, kept, 10);
    } finally {
      server.stop(0);
    }

    assertThat(before).contains(36);
    assertThat(replayed(home, kept, 12)).isEqualTo(before);
  }

  /// The ffmpeg program, publishing.
  private record Sender(Process process) implements AutoCloseable {
    Sender(String url) throws Exception {
      this(
          new ProcessBuilder(
                  ("ffmpeg -nostdin -v error -re -f lavfi -i testsrc=size=320x180:rate=25"
                          + " -f lavfi -i sine=frequency=440:sample_rate=48000"
                          + " -c:v libx264 -preset ultrafast -g 25 -c:a aac -f flv "
                          + url)
                      .split(" "))
              .inheritIO()
              .start());
    }

    @Override
    public void close() {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
