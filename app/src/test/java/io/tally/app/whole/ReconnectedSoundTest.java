// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.app.Broadcast;
import io.tally.app.air.OutletStatus;
import io.tally.app.outlet.Outlet;
import io.tally.app.settings.BroadcastSettings;
import io.tally.app.settings.EncodingSettings;
import io.tally.app.settings.Input;
import io.tally.app.settings.SourceSettings.PatternSource;
import io.tally.app.settings.SourceSettings.ToneSource;
import io.tally.app.testing.FarEnd;
import io.tally.capture.MediaClock;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.scene.CanvasFormat;
import io.tally.protocol.PublisherState;
import io.tally.protocol.badline.FaultProxy;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.peers.NginxRtmp;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Are sound and picture together at a server after each time that the line to it broke?
///
/// The pattern flashes when the tone beeps; nginx writes a file for each connection, and FFmpeg
/// says when each is seen and heard.
class ReconnectedSoundTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final int FPS = 30;
  private static final int CUTS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final Broadcast broadcast =
      new Broadcast(
          new BroadcastSettings(
              new CanvasFormat(WIDTH, HEIGHT, FrameRate.of(FPS)),
              List.of(Input.of("pattern", new PatternSource()), Input.of("tone", new ToneSource())),
              EncodingSettings.STANDARD.withVideoBitrate(400_000)),
          MediaClock.system());

  @AfterEach
  void close() {
    broadcast.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  private OutletStatus outlet() {
    return broadcast.outlets().getFirst();
  }

  private void awaitConnection(int number) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            !broadcast.outlets().isEmpty()
                && outlet().state() instanceof PublisherState.Live
                && outlet().statistics().reconnects() == number);
  }

  /// Enough for four flashes, counted in what arrives.
  private void awaitPackets() {
    long wanted = outlet().statistics().sentPackets() + 4L * (FPS + 47);
    await().atMost(PATIENCE).until(() -> outlet().statistics().sentPackets() >= wanted);
  }

  @Test
  void everyConnection_hasSoundAndPictureTogether() throws Exception {
    broadcast.open();
    try (NginxRtmp nginx = NginxRtmp.start(folder, "record_unique on;");
        FaultProxy proxy = new FaultProxy(URI.create(nginx.url("x")).getPort())) {
      String url = "rtmp://127.0.0.1:" + proxy.port() + "/live";
      broadcast.goLive(
          List.of(Outlet.of("cut", new Endpoint(URI.create(url), Secret.of("cut")))),
          Optional.empty());
      for (int cuts = 0; cuts < CUTS; cuts++) {
        awaitConnection(cuts);
        awaitPackets();
        proxy.resetAfter(1);
        await()
            .atMost(PATIENCE)
            .until(() -> outlet().state() instanceof PublisherState.Reconnecting);
        broadcast.retryNow("cut");
      }
      awaitConnection(CUTS);
      awaitPackets();
      broadcast.stop();
      nginx.awaitPublished(CUTS + 1);
    }

    List<Path> connections;
    try (Stream<Path> files = Files.list(folder.resolve("records"))) {
      connections = files.sorted().toList();
    }
    assertThat(connections).hasSize(CUTS + 1);
    for (Path file : connections) {
      assertThat(new FarEnd(file, WIDTH, HEIGHT).flashesFromBeeps())
          .as("%s", file)
          .hasSizeGreaterThanOrEqualTo(2)
          .allSatisfy(apart -> assertThat(apart).isLessThan(0.04));
    }
  }
}
