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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AudioInputTest {
  private static final String TONE = "0.5*sin(2*PI*1000*t)";
  private static final double TONE_RMS_DB = 20 * Math.log10(0.5 / Math.sqrt(2));

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
  void microphoneByName_hearsItsOwnSoundAlone() throws Exception {
    Process desktop = server.play(TestSoundServer.SPEAKERS, "0.9*sin(2*PI*300*t)");
    Process voice = server.play(TestSoundServer.MICROPHONE_FEED, TONE);
    AudioInput input = new AudioInput(TestSoundServer.MICROPHONE_NAME, clock);
    try (SoundTap tap = new SoundTap(input, clock)) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() ->
              assertThat(tap.channel().meter().leftRmsDb()).isCloseTo(TONE_RMS_DB, within(0.5)));
      // A busy machine may keep the player or the server waiting at times, which is heard.
      await()
          .untilAsserted(
              () -> assertThat(Sine.distortionDb(tap.record(1), 0, 4800, 1000)).isLessThan(-50));
      assertThat(input.name()).isEqualTo(TestSoundServer.MICROPHONE_NAME);
    } finally {
      desktop.destroyForcibly();
      voice.destroyForcibly();
    }
  }

  @Test
  void microphoneThatIsNotThere_isASentenceWithTheOthers_andIsTakenWhenItIsPluggedIn()
      throws Exception {
    try (AudioInput input = new AudioInput("Headset Mic", clock)) {
      input.start();
      await()
          .until(() ->
              problem(input)
                  .equals(
                      "There is no microphone called \"Headset Mic\"; there is: Default"
                          + " microphone, Test Microphone. Tally takes it when it comes."));

      server.plugInMicrophone("headset", "Headset Mic");
      await().until(() -> input.state() instanceof SourceState.Running);
    }
  }

  @Test
  void noServer_isASentence_andTheMixGoesOnInSilence() throws Exception {
    server.kill();
    AudioInput input = new AudioInput("default", clock);
    try (SoundTap tap = new SoundTap(input, clock)) {
      float[] heard = tap.record(1);
      await().until(() -> problem(input).startsWith("No sound server answers"));

      assertThat(Sine.rms(heard, 0, heard.length)).isZero();
    }
  }

  @Test
  void serverThatHangs_isNoticed_andCloseDoesNotWaitForIt() throws Exception {
    AudioInput input = new AudioInput("default", clock);
    input.start();
    await().until(() -> input.state() instanceof SourceState.Running);
    server.hang();
    await().until(() -> problem(input).contains("has given nothing for"));
    long closingNs = System.nanoTime();
    input.close();

    assertThat(System.nanoTime() - closingNs).isLessThan(2_000_000_000L);
    assertThat(input.state()).isInstanceOf(SourceState.Closed.class);
  }

  @Test
  void openingAndClosingOften_leavesNoConnectionAndNoThread() throws Exception {
    openAndClose(2);
    long before = openFiles();
    openAndClose(10);

    // An idle test sink gives its first samples after up to two seconds; a reader waits for them.
    await()
        .untilAsserted(() ->
            assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("capture-audio-")));
    await().untilAsserted(() -> assertThat(openFiles()).isLessThanOrEqualTo(before));
  }

  private void openAndClose(int times) {
    for (int i = 0; i < times; i++) {
      try (AudioInput input = new AudioInput("default", clock)) {
        input.start();
        await()
            .pollInterval(Duration.ofMillis(5))
            .until(() -> input.state() instanceof SourceState.Running);
      }
    }
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  private static String problem(AudioInput input) {
    return input.state() instanceof SourceState.Unavailable gone ? gone.problem() : "";
  }
}
