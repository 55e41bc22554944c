// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.capture.media.VideoFrame;
import io.tally.capture.testing.TestSoundServer;
import io.tally.player.testing.FaultServer;
import io.tally.player.testing.stream.PatternStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the machine's speakers play: the JDK's mixer through ALSA into PulseAudio.
class SoundTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int LOUD = 8_000; // the beep's peaks are 16,384
  private static final int QUIET = 200;

  @TempDir static Path recording;
  private TestSoundServer speakers;
  private Process recorder;
  private FaultServer server;
  private Player player;

  @BeforeAll
  static void record() throws Exception {
    PatternStream.record(recording, "fmp4", 0, 8);
  }

  @BeforeEach
  void open() throws Exception {
    speakers = TestSoundServer.start();
    recorder = recordSpeakers();
    server = new FaultServer(recording);
    player = new Player(PlayerSettings.DEFAULT.withPatience(Duration.ofSeconds(5)));
  }

  @AfterEach
  void nothingLeaks() throws Exception {
    player.close();
    server.close();
    recorder.destroyForcibly().waitFor();
    speakers.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  @Test
  void beeps_areHeardFromTheSpeakers() throws Exception {
    play();

    assertThat(peakOfASecond()).isGreaterThan(LOUD);
  }

  @Test
  void halfTheVolume_isAQuarterOfTheAmplitude() throws Exception {
    player.setVolume(0.5);

    play();

    assertThat(peakOfASecond()).isBetween(LOUD / 4, LOUD * 3 / 4);
  }

  @Test
  void mutedPlayer_isSilent() throws Exception {
    player.setMuted(true);

    play();

    assertThat(peakOfASecond()).isLessThan(QUIET);
    assertThat(player.state()).isInstanceOf(PlayerState.Playing.class);
  }

  private void play() {
    player.play(server.uri("stream.m3u8"));
    // The first opening of a device in a process may take longer than the first picture.
    await()
        .atMost(PATIENCE)
        .until(() -> player.state() instanceof PlayerState.Playing playing && playing.sound());
  }

  private Process recordSpeakers() throws IOException {
    ProcessBuilder parec =
        new ProcessBuilder(
            "parec",
            "--device=" + TestSoundServer.SPEAKERS + ".monitor",
            "--format=s16le",
            "--rate=48000",
            "--channels=1",
            "--latency-msec=20");
    parec.environment().putAll(speakers.environment());
    return parec.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /// The largest sample of what the speakers play in the second that follows, and a beep's length.
  private int peakOfASecond() throws IOException {
    InputStream samples = recorder.getInputStream();
    samples.skipNBytes(samples.available() & ~1);
    byte[] heard = samples.readNBytes(48_000 * 2 * 11 / 10);
    int peak = 0;
    for (int at = 0; at + 1 < heard.length; at += 2) {
      peak = Math.max(peak, Math.abs((short) ((heard[at] & 0xFF) | (heard[at + 1] << 8))));
    }
    return peak;
  }
}
