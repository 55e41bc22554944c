// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tally.capture.media.AudioFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundWatchTest {
  private static final int BLOCK = 1024;

  private final SoundWatch watch = new SoundWatch();
  private long position;

  /// Plays a tone of 1 kHz in both channels.
  ///
  /// @param peakDb its peaks, dBFS
  private void tone(double seconds, double peakDb) {
    double peak = Math.pow(10, peakDb / 20);
    play(seconds, n -> peak * Math.sin(2 * Math.PI * 1000 * n / AudioFrame.SAMPLE_RATE));
  }

  private interface Wave {
    double at(long sample);
  }

  private void play(double seconds, Wave wave) {
    long end = position + Math.round(seconds * AudioFrame.SAMPLE_RATE);
    while (position < end) {
      float[] samples = new float[2 * (int) Math.min(BLOCK, end - position)];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) wave.at(position + i / 2);
      }
      watch.accept(new AudioFrame(AudioFrame.durationNs(position), samples));
      position += samples.length / 2;
    }
  }

  private static void assertLevel(OptionalDouble measured, double expected) {
    assertThat(measured.orElseThrow()).isCloseTo(expected, within(0.1));
  }

  @Test
  @DisplayName("EBU Tech 3341, case 1: a tone of -23 dBFS has -23 LUFS")
  void tone_isAsLoudAsItIs() {
    tone(20, -23);

    SoundFacts facts = watch.facts();
    assertLevel(facts.momentaryLufs(), -23);
    assertLevel(facts.shortTermLufs(), -23);
    assertLevel(facts.integratedLufs(), -23);
    assertThat(facts.heardS()).isEqualTo(20);
  }

  @Test
  @DisplayName("EBU Tech 3341, case 3: the relative gate")
  void quietPassages_areLeftOut() {
    tone(10, -36);
    tone(60, -23);
    tone(10, -36);

    assertLevel(watch.facts().integratedLufs(), -23);
  }

  @Test
  @DisplayName("EBU Tech 3341, case 4: the absolute gate")
  void passagesThatNobodyHears_areLeftOut() {
    for (double level : List.of(-72.0, -36.0, -23.0, -36.0, -72.0)) {
      tone(level == -23 ? 60 : 10, level);
    }

    assertLevel(watch.facts().integratedLufs(), -23);
  }

  @Test
  @DisplayName("EBU Tech 3341, case 15: a wave is higher than its samples")
  void peaksBetweenSamples_areFound() {
    // A quarter of the rate, sampled at 45 degrees: each sample is 3 dB below the crest.
    play(1, n -> 0.5 * Math.sin(2 * Math.PI * n / 4 + Math.PI / 4));

    assertThat(watch.facts().truePeakDb().orElseThrow()).isBetween(-6.4, -5.8);
  }

  @Test
  void silence_isCounted_onceItIsLongerThanAPause() {
    tone(1, -20);
    play(1.5, _ -> 0);
    tone(1, -20);
    assertThat(watch.facts().silentTimes()).isZero();

    play(3, _ -> 0);

    assertThat(watch.facts().silentTimes()).isEqualTo(1);
    assertThat(watch.facts().silentS()).isBetween(2.9, 3.0);
    assertThat(watch.facts().momentaryLufs()).isNotPresent();
    tone(0.1, -20);
    assertThat(watch.facts().silentS()).isZero();
  }

  @Test
  void otherStream_isMeasuredAnew() {
    tone(1, 0);

    watch.forget();

    assertThat(watch.facts()).isEqualTo(SoundFacts.NONE);
  }

  @Test
  void noise_isAsLoudAsFfmpegFinds(@TempDir Path folder) throws Exception {
    Path samples = folder.resolve("noise.f32");
    ffmpeg(
        "-f",
        "lavfi",
        "-i",
        "anoisesrc=color=pink:amplitude=0.4:seed=7:duration=12:sample_rate=48000,"
            + "volume='if(between(t,4,7),0.02,1)':eval=frame",
        "-ac",
        "2",
        "-f",
        "f32le",
        samples.toString());
    String told =
        ffmpeg(
            "-f",
            "f32le",
            "-ar",
            "48000",
            "-ac",
            "2",
            "-i",
            samples.toString(),
            "-af",
            "ebur128=peak=true",
            "-f",
            "null",
            "-");

    ByteBuffer floats = ByteBuffer.wrap(Files.readAllBytes(samples)).order(ByteOrder.LITTLE_ENDIAN);
    float[] all = new float[floats.remaining() / Float.BYTES];
    floats.asFloatBuffer().get(all);
    watch.accept(new AudioFrame(0, all));

    SoundFacts facts = watch.facts();
    assertLevel(facts.integratedLufs(), last(told, "I: +(-?[0-9.]+) LUFS"));
    assertLevel(facts.shortTermLufs(), last(told, "S: *(-?[0-9.]+) "));
    assertThat(facts.truePeakDb().orElseThrow())
        .isCloseTo(last(told, "Peak: +(-?[0-9.]+) dBFS"), within(0.3));
  }

  private static double last(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    double found = Double.NaN;
    while (matcher.find()) {
      found = Double.parseDouble(matcher.group(1));
    }
    assertThat(found).as("%s in:%n%s", pattern, text).isNotNaN();
    return found;
  }

  private static String ffmpeg(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-hide_banner", "-nostdin", "-y"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    process.getInputStream().transferTo(said);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String text = said.toString(StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
