// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.tally.capture.MediaClock;
import io.tally.capture.SourceState;
import io.tally.capture.testing.Sine;
import io.tally.capture.testing.SoundTap;
import io.tally.capture.testing.TestSoundServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DesktopAudioTest {
  private static final double TONE_HZ = 440;
  private static final String TONE = "0.25*sin(2*PI*440*t)";
  private static final double TONE_RMS_DB = 20 * Math.log10(0.25 / Math.sqrt(2));

  private final MediaClock clock = MediaClock.system();
  private TestSoundServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = TestSoundServer.start();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void defaultOutput_isHeardAtItsLevelAndPitchWithoutAGap() throws Exception {
    Process player = server.play(TestSoundServer.SPEAKERS, TONE);
    DesktopAudio desktop = new DesktopAudio("default", clock);
    try (SoundTap tap = new SoundTap(desktop, clock)) {
      awaitTone(tap);
      // A busy machine may keep the player or the server waiting at times, which is heard.
      await()
          .untilAsserted(() -> {
            long before = desktop.gaps() + desktop.resyncs();
            float[] heard = tap.record(2);
            for (int at = 0; at + 4800 < heard.length; at += 4800) {
              assertThat(Sine.distortionDb(heard, at, 4800, TONE_HZ)).isLessThan(-50);
            }
            assertThat(Sine.rms(heard, 0, heard.length))
                .isCloseTo(0.25 / Math.sqrt(2), within(0.005));
            assertThat(desktop.gaps() + desktop.resyncs()).isEqualTo(before);
          });
    } finally {
      player.destroyForcibly();
    }
  }

  @Test
  void outputByItsName_isFound() throws Exception {
    Process player = server.play(TestSoundServer.SPEAKERS, TONE);
    DesktopAudio desktop = new DesktopAudio(TestSoundServer.SPEAKERS_NAME, clock);
    try (SoundTap tap = new SoundTap(desktop, clock)) {
      awaitTone(tap);

      assertThat(desktop.name()).isEqualTo(TestSoundServer.SPEAKERS_NAME);
      assertThat(desktop.state()).isInstanceOf(SourceState.Running.class);
    } finally {
      player.destroyForcibly();
    }
  }

  @Test
  void serverThatIsKilled_isASentence_andIsHeardAgainWhenItIsBack() throws Exception {
    DesktopAudio desktop = new DesktopAudio("default", clock);
    try (SoundTap tap = new SoundTap(desktop, clock)) {
      awaitRunning(desktop);
      server.kill();
      await().until(() -> problem(desktop).contains("No sound server answers"));

      server.restart();
      Process player = server.play(TestSoundServer.SPEAKERS, TONE);
      try {
        awaitTone(tap);
        assertThat(desktop.state()).isInstanceOf(SourceState.Running.class);
      } finally {
        player.destroyForcibly();
      }
    }
  }

  @Test
  void outputThatIsUnplugged_isASentence_notTheMicrophone_andIsTakenWhenItIsBack()
      throws Exception {
    int headset = server.plugInOutput("headset", "Headset");
    Process voice = server.play(TestSoundServer.MICROPHONE_FEED, TONE);
    try (DesktopAudio desktop = new DesktopAudio("Headset", clock)) {
      desktop.start();
      awaitRunning(desktop);

      server.unplug(headset);
      await().until(() -> problem(desktop).contains("There is no sound output called \"Headset\""));
      assertThat(problem(desktop)).contains(TestSoundServer.SPEAKERS_NAME);

      server.plugInOutput("headset", "Headset");
      awaitRunning(desktop);
    } finally {
      voice.destroyForcibly();
    }
  }

  @Test
  void defaultOutputThatChanges_isFollowed() throws Exception {
    server.plugInOutput("headset", "Headset");
    Process player = server.play("headset", TONE);
    DesktopAudio desktop = new DesktopAudio("default", clock);
    try (SoundTap tap = new SoundTap(desktop, clock)) {
      awaitRunning(desktop);
      server.runToEnd("pactl", "set-default-sink", "headset");

      awaitTone(tap);
    } finally {
      player.destroyForcibly();
    }
  }

  @Test
  void silentDesktop_isRunning() throws Exception {
    DesktopAudio desktop = new DesktopAudio("default", clock);
    try (SoundTap tap = new SoundTap(desktop, clock)) {
      awaitRunning(desktop);
      float[] heard = tap.record(1);

      assertThat(Sine.rms(heard, 0, heard.length)).isZero();
    }
  }

  private static void awaitRunning(DesktopAudio desktop) {
    await().until(() -> desktop.state() instanceof SourceState.Running);
  }

  private static void awaitTone(SoundTap tap) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(tap.channel().meter().leftRmsDb()).isCloseTo(TONE_RMS_DB, within(0.5)));
  }

  private static String problem(DesktopAudio desktop) {
    return desktop.state() instanceof SourceState.Unavailable gone ? gone.problem() : "";
  }
}
