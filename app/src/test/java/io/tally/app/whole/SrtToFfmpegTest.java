// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.app.testing.FarEnd;
import io.tally.app.testing.Numbered;
import io.tally.app.testing.TallyProcess;
import io.tally.capture.picture.PatternReader;
import io.tally.protocol.badline.UdpPort;
import io.tally.protocol.peers.FfmpegProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Does what `tally stream` sends to FFmpeg by encrypted SRT arrive whole?
class SrtToFfmpegTest {
  private static final int SECONDS = 8;
  private static final int FPS = 30;
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final String PASSPHRASE = "hush, this is a phrase";

  @Test
  void everyPictureArrivesOnceAndInOrder_andFlashAndBeepAreTogether(@TempDir Path folder)
      throws Exception {
    int port = UdpPort.find();
    Path got = folder.resolve("got.ts");
    Path key = folder.resolve("key.txt");
    Files.writeString(key, "streamid=cam&passphrase=" + PASSPHRASE);
    try (FfmpegProgram listener = listener(port, got)) {
      UdpPort.awaitBound(port);
      try (TallyProcess tally = stream(folder.resolve("tally"), port, key)) {
        JsonNode statistics =
            tally.awaitEvent(event ->
                event.has("endpoints") && event.get("endpoints").get(0).path("srt").isObject());
        JsonNode srt = statistics.get("endpoints").get(0).get("srt");
        assertThat(srt.get("latency_ms").asInt()).isEqualTo(400);
        assertThat(srt.get("key_bits").asInt()).isEqualTo(256);
        listener.finish();
        tally.interrupt();
        assertThat(tally.exitCode()).as(tally.lines() + tally.errors()).isZero();
        assertThat(tally.everythingSaid()).doesNotContain(PASSPHRASE);
      }
    }

    FarEnd far = new FarEnd(got, WIDTH, HEIGHT);
    List<PatternReader.Reading> pictures = far.pictures();
    int whole = (SECONDS - 1) * FPS; // FFmpeg's cut goes between pictures that refer to others
    assertThat(pictures).hasSizeGreaterThan(whole);
    Numbered.assertWhole(pictures.subList(0, whole));
    assertThat(far.flashesFromBeeps())
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(apart -> assertThat(apart).isLessThan(0.04));
  }

  /// It ends by itself in mid-stream: at the end of a connection FFmpeg throws away what libsrt
  /// still holds.
  private static FfmpegProgram listener(int port, Path got) throws Exception {
    return FfmpegProgram.start(
        "-f",
        "mpegts",
        "-i",
        "srt://127.0.0.1:%d?mode=listener&latency=400000&pbkeylen=32&passphrase=%s"
            .formatted(port, PASSPHRASE),
        "-t",
        Integer.toString(SECONDS),
        "-c",
        "copy",
        "-f",
        "mpegts",
        got.toString());
  }

  private static TallyProcess stream(Path home, int port, Path key) throws Exception {
    return TallyProcess.start(
        home,
        "stream",
        "--pattern",
        "--tone",
        "--size",
        WIDTH + "x" + HEIGHT,
        "--json",
        "--to",
        "srt://127.0.0.1:%d?latency=300&pbkeylen=32".formatted(port),
        "--key-file",
        key.toString());
  }
}
