// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.whole;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.app.testing.FarEnd;
import io.tally.app.testing.ObsStudio;
import io.tally.app.testing.TallyProcess;
import io.tally.app.testing.WebPage;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.testing.TestDisplay;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Does `tally serve` take what OBS publishes? What FFmpeg publishes is proven beside the ingest.
@Tag("peers")
class OthersPublishTest {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;
  private static final int SECONDS = 10;

  @ParameterizedTest
  @ValueSource(strings = {"rtmp", "srt"})
  void obs_publishes_andItsStreamPlaysWithoutComplaint(String protocol, @TempDir Path folder)
      throws Exception {
    List<Integer> looks = new ArrayList<>();
    try (TallyProcess ingest =
            TallyProcess.start(
                folder.resolve("ingest"),
                "serve",
                "--rtmp-port",
                "0",
                "--http-port",
                "0",
                "--srt-port",
                "0",
                "--json");
        TestDisplay display = TestDisplay.start(WIDTH, HEIGHT)) {
      JsonNode serving = ingest.awaitEvent("serving");
      URI playlist = URI.create(serving.get("playlist").asString().replace("live/", "obs/"));
      URI media = playlist.resolve("stream.m3u8");
      try (ObsStudio obs =
          protocol.equals("srt")
              ? ObsStudio.start(
                  folder, display, serving.get("srt").asString() + "?streamid=obs", "")
              : ObsStudio.start(folder, display, serving.get("rtmp").asString(), "obs")) {
        awaitSegments(media, 1);
        Process film = // above OBS's own window, which covers the display
            display.run(
                "ffplay -v quiet -noborder -left 0 -top 0 -f lavfi testsrc=size=320x240:rate=25"
                    .split(" "));
        awaitSegments(media, 3); // of eight seconds, as OBS makes keyframes
        film.destroy();
        assertThat(obs.said()).contains("Streaming Start");
      }
      await("the ingest to give its sender up")
          .atMost(Duration.ofSeconds(30))
          .until(() -> WebPage.text(media).contains("#EXT-X-ENDLIST"));

      FarEnd far = new FarEnd(playlist, WIDTH, HEIGHT);
      int pictures = far.show(frame -> looks.add(look(frame)));
      assertThat(pictures).isGreaterThan(SECONDS * 20);
      assertThat(looks.stream().distinct()).hasSizeGreaterThan(SECONDS * 5);
      assertThat(far.sound().length).isGreaterThan(SECONDS * FarEnd.SAMPLE_RATE);
      assertThat(far.pictureTimes()).hasSize(pictures).doesNotHaveDuplicates();
      ingest.terminate();
      assertThat(ingest.exitCode()).isZero();
      assertThat(ingest.errors()).isEmpty();
    }
  }

  private static void awaitSegments(URI playlist, int count) {
    await("OBS to have streamed " + count + " segments")
        .atMost(Duration.ofSeconds(90))
        .until(() -> WebPage.text(playlist).split("#EXTINF", -1).length > count);
  }

  /// What the film in the upper left corner looks like.
  private static int look(VideoFrame frame) {
    VideoFrame.Plane plane = frame.planes().getFirst();
    int look = 0;
    for (int y = 4; y < 240; y += 8) {
      for (int x = 4; x < 320; x += 8) {
        int luma = plane.memory().get(JAVA_BYTE, (long) y * plane.strideBytes() + x) & 0xFF;
        look = look * 31 + luma / 16;
      }
    }
    return look;
  }
}
