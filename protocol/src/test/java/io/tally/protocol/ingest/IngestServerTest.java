// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ingest;

import static io.tally.protocol.ingest.Shown.SHORT;
import static io.tally.protocol.ingest.Shown.awaitState;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.hls.HlsSettings;
import io.tally.protocol.hls.HlsStatus;
import io.tally.protocol.hls.PlaylistRules;
import io.tally.protocol.peers.FfmpegProgram;
import io.tally.protocol.programme.FlvProgramme;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IngestServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static IngestServer server() throws IOException {
    return IngestServer.start(new IngestSettings("127.0.0.1", 0, 0, Optional.empty(), SHORT));
  }

  private static FfmpegProgram publish(IngestServer server, double seconds, String name)
      throws IOException {
    return FfmpegProgram.start(
        FlvProgramme.arguments(seconds, "-f", "flv", server.rtmpUrl() + "/" + name));
  }

  private static String get(URI url) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString(UTF_8)).body();
    }
  }

  @Test
  void ffmpegPublishes_andItsStreamDecodesWithoutAnError() throws Exception {
    try (IngestServer server = server();
        FfmpegProgram sender = publish(server, 9, "cam")) {
      sender.finish();
      awaitState(server, "cam", HlsStatus.State.ENDED);

      URI playlist = server.playlistUrl("cam");
      PlaylistRules.Read read = PlaylistRules.check(get(playlist.resolve("stream.m3u8")));
      assertThat(read.seconds()).isBetween(8.9, 9.1);
      assertThat(read.ended()).isTrue();
      assertThat(get(playlist))
          .contains("RESOLUTION=320x180", "FRAME-RATE=30.000", "mp4a.40.2", "avc1.64");
      assertThat(Shown.pictures(playlist)).isEqualTo(270);
    }
  }

  @Test
  void sendersThatFollowEachOther_shareAPlaylist_thatStillDecodes() throws Exception {
    HlsSettings patient =
        new HlsSettings(
            Duration.ofSeconds(2), Duration.ofMinutes(30), 64 << 20, Duration.ofSeconds(30));
    try (IngestServer server =
        IngestServer.start(new IngestSettings("127.0.0.1", 0, 0, Optional.empty(), patient))) {
      for (int run = 0; run < 2; run++) {
        try (FfmpegProgram sender = publish(server, 5, "cam")) {
          sender.finish();
        }
        awaitState(server, "cam", HlsStatus.State.WAITING);
      }

      PlaylistRules.Read read =
          PlaylistRules.check(get(server.playlistUrl("cam").resolve("stream.m3u8")));
      assertThat(read.ended()).isFalse();
      assertThat(read.last().discontinuity()).isEqualTo(1);
      assertThat(read.seconds()).isBetween(9.8, 10.2);
    }
  }

  @Test
  void secondSenderOfAName_isRefused_andTheFirstGoesOn() throws Exception {
    try (IngestServer server = server();
        FfmpegProgram first =
            FfmpegProgram.start(
                FlvProgramme.inRealTime(600, "-f", "flv", server.rtmpUrl() + "/cam"))) {
      awaitState(server, "cam", HlsStatus.State.LIVE);
      try (FfmpegProgram second = publish(server, 1, "cam")) {
        assertThatThrownBy(second::finish).isInstanceOf(IOException.class);
      }
      assertThat(first.isAlive()).isTrue();
      assertThat(server.streams().get("cam"))
          .extracting(HlsStatus::state)
          .isEqualTo(HlsStatus.State.LIVE);
    }
  }

  @Test
  void serverWithAKey_takesOnlyThatKey_andNeverShowsIt() throws Exception {
    IngestSettings settings =
        new IngestSettings("127.0.0.1", 0, 0, Optional.of(Secret.of("s3cret")), SHORT);
    try (IngestServer server = IngestServer.start(settings)) {
      try (FfmpegProgram wrong = publish(server, 1, "guess")) {
        assertThatThrownBy(wrong::finish).isInstanceOf(IOException.class);
      }
      try (FfmpegProgram right = publish(server, 3, "s3cret")) {
        right.finish();
      }
      awaitState(server, "live", HlsStatus.State.ENDED);
      assertThat(server.streams()).containsOnlyKeys("live");
      assertThat(get(server.playlistUrl("live"))).contains("BANDWIDTH");
    }
  }

  @Test
  void publicAddressWithoutAKey_isRefusedWithASentence() {
    assertThatThrownBy(() -> IngestServer.start(new IngestSettings("0.0.0.0", 0, 0)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("0.0.0.0")
        .hasMessageContaining("Set a key");
  }

  @Test
  void busyPort_isASentence_andLeavesNothingOpen() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = busy.getLocalPort();
      for (IngestSettings settings :
          new IngestSettings[] {
            new IngestSettings("127.0.0.1", port, 0), new IngestSettings("127.0.0.1", 0, port)
          }) {
        assertThatThrownBy(() -> IngestServer.start(settings))
            .isInstanceOf(IOException.class)
            .hasMessageContaining(Integer.toString(port))
            .hasMessageContaining("another");
      }
    }
    assertNoThreads();
  }

  @Test
  void close_freesPortsAndThreads_alsoWhileSomebodySends() throws Exception {
    IngestServer server = server();
    URI page = server.pageUrl();
    try (FfmpegProgram sender =
        FfmpegProgram.start(FlvProgramme.inRealTime(600, "-f", "flv", server.rtmpUrl() + "/cam"))) {
      awaitState(server, "cam", HlsStatus.State.LIVE);
      server.close();
      server.close();

      for (int port : new int[] {page.getPort(), server.rtmpUrl().getPort()}) {
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
            .isInstanceOf(ConnectException.class);
      }
      assertNoThreads();
      await().atMost(PATIENCE).until(() -> !sender.isAlive());
    }
  }

  private static void assertNoThreads() {
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() ->
            Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .noneMatch(name ->
                    name.startsWith("hls-")
                        || name.startsWith("origin")
                        || name.startsWith("rtmp-listen")));
  }
}
