// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.protocol.hls.HlsStatus;
import io.tally.protocol.peers.BundledFfmpeg;
import io.tally.protocol.peers.Chromium;
import io.tally.protocol.peers.FfmpegProgram;
import io.tally.protocol.programme.FlvProgramme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Do players that others wrote play what FFmpeg publishes here?
@Tag("peers")
class PeersPlayTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // Mean brightness of the picture shown and how much it varies, from 0 to 255.
  private static final String PIXELS =
      """
      (() => { const v = document.querySelector('video'); const c = document.createElement('canvas');
        c.width = 64; c.height = 36; const x = c.getContext('2d'); x.drawImage(v, 0, 0, 64, 36);
        const d = x.getImageData(0, 0, 64, 36).data; let s = 0, q = 0, n = 64 * 36;
        for (let i = 0; i < d.length; i += 4) { const y = (d[i] + d[i + 1] + d[i + 2]) / 3; s += y; q += y * y; }
        return Math.sqrt(q / n - (s / n) * (s / n)); })()
      """;

  private IngestServer server;

  @SuppressWarnings("NullAway.Init")
  PeersPlayTest() {}

  @BeforeEach
  void publish() throws IOException {
    server = IngestServer.start(new IngestSettings("127.0.0.1", 0, 0));
  }

  private FfmpegProgram send() throws IOException {
    return FfmpegProgram.start(
        FlvProgramme.inRealTime(120, "-f", "flv", server.rtmpUrl() + "/cam"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void awaitLive() {
    await()
        .atMost(PATIENCE)
        .until(
            () -> Optional.ofNullable(server.streams().get("cam")).map(HlsStatus::state),
            Optional.of(HlsStatus.State.LIVE)::equals);
  }

  @Test
  void chromium_playsThePage_fromBeforeTheStreamBeginsUntilItHasEnded() throws Exception {
    try (Chromium chromium = Chromium.open(server.pageUrl())) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> chromium.evaluate("document.getElementById('notice').textContent"),
              "Nothing is live. A stream starts here by itself."::equals);
      try (FfmpegProgram _ = send()) {
        await()
            .atMost(PATIENCE)
            .until(() -> number(chromium, "document.querySelector('video').currentTime") > 1);
        double before = number(chromium, "document.querySelector('video').currentTime");
        await()
            .atMost(PATIENCE)
            .until(
                () -> number(chromium, "document.querySelector('video').currentTime") > before + 3);

        assertThat(number(chromium, PIXELS))
            .as("the picture is not of one colour")
            .isGreaterThan(20);
        assertThat(number(chromium, "document.querySelector('video').videoWidth")).isEqualTo(320);
        await()
            .atMost(PATIENCE)
            .until(() ->
                chromium.evaluate("document.getElementById('latency').textContent").endsWith(" s"));
        chromium.evaluate("document.getElementById('sound').click(), 1");
        assertThat(chromium.evaluate("document.querySelector('video').muted")).isEqualTo("false");
        Files.write(
            Path.of("target", "page.png"), Base64.getDecoder().decode(chromium.screenshot()));
      }
      await()
          .atMost(PATIENCE)
          .until(() ->
              chromium
                  .evaluate("document.getElementById('notice').textContent")
                  .contains("has ended"));
    }
  }

  @Test
  void chromium_playsAv1AndOpus() throws Exception {
    String command =
        "-re -f lavfi -i testsrc2=s=320x180:r=30 -f lavfi -i sine=1000:r=48000 -t 12"
            + " -pix_fmt yuv420p -c:v libsvtav1 -preset 12 -svtav1-params rc=2:pred-struct=1 -g 30"
            + " -b:v 500k -c:a libopus -ac 2 -rtmp_enhanced_codecs av01,Opus -f flv "
            + server.rtmpUrl()
            + "/cam";
    FutureTask<String> sender = new FutureTask<>(() -> BundledFfmpeg.run(command.split(" ", -1)));
    Thread.ofPlatform().daemon().start(sender);
    try (Chromium chromium = Chromium.open(server.pageUrl())) {
      await()
          .atMost(PATIENCE)
          .until(() -> number(chromium, "document.querySelector('video').currentTime") > 3);

      assertThat(number(chromium, PIXELS)).as("the picture is not of one colour").isGreaterThan(20);
      assertThat(number(chromium, "document.querySelector('video').videoWidth")).isEqualTo(320);
      assertThat(number(chromium, "document.querySelector('video').webkitAudioDecodedByteCount"))
          .isPositive();
    }
    assertThat(sender.get(60, TimeUnit.SECONDS)).isEmpty();
  }

  private static double number(Chromium chromium, String expression)
      throws IOException, InterruptedException {
    return Double.parseDouble(chromium.evaluate(expression));
  }

  @Test
  void mpv_playsThePlaylist(@TempDir Path folder) throws Exception {
    try (FfmpegProgram sender = send()) {
      assertThat(sender.isAlive()).isTrue();
      awaitLive();
      Path words = folder.resolve("mpv.log");
      Process mpv =
          new ProcessBuilder(
                  "mpv",
                  "--no-config",
                  "--vo=null",
                  "--ao=null",
                  "--length=5",
                  "--term-playing-msg=playing ${width}x${height}",
                  server.playlistUrl("cam").toString())
              .redirectErrorStream(true)
              .redirectOutput(words.toFile())
              .start();
      try {
        assertThat(mpv.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(words, StandardCharsets.UTF_8);
        assertThat(mpv.exitValue()).as(said).isZero();
        assertThat(said).contains("320x180").doesNotContain("Error");
      } finally {
        mpv.destroyForcibly();
      }
    }
  }
}
