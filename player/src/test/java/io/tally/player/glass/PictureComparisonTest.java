// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.glass;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tally.capture.media.Luma;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Likeness as FFmpeg's filters measure it.
class PictureComparisonTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;

  private static Luma read(Path file) throws Exception {
    return new Luma(WIDTH, HEIGHT, Files.readAllBytes(file));
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static double found(String name, String output) {
    Matcher matcher = Pattern.compile(name + ":([0-9.]+)").matcher(output);
    assertThat(matcher.find()).as(output).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  @Test
  void ssimAndPsnr_areWhatFfmpegSays_andFallWithTheBitRate(@TempDir Path folder) throws Exception {
    Path sent = folder.resolve("sent.gray");
    List<String> raw = List.of("-f", "rawvideo", "-pix_fmt", "gray", "-s", "320x180");
    run(
        "ffmpeg",
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=320x180,noise=alls=12",
        "-frames:v",
        "1",
        "-pix_fmt",
        "gray",
        "-f",
        "rawvideo",
        sent.toString());
    double before = 1;
    for (String quality : List.of("18", "30", "42")) {
      Path coded = folder.resolve(quality + ".mkv");
      Path got = folder.resolve(quality + ".gray");
      List<String> encode = new ArrayList<>(List.of("ffmpeg", "-v", "error"));
      encode.addAll(raw);
      encode.addAll(List.of("-i", sent.toString(), "-c:v", "libx264", "-pix_fmt", "gray"));
      encode.addAll(List.of("-crf", quality, coded.toString()));
      run(encode.toArray(String[]::new));
      run(
          "ffmpeg",
          "-v",
          "error",
          "-i",
          coded.toString(),
          "-f",
          "rawvideo",
          "-pix_fmt",
          "gray",
          got.toString());
      List<String> measure = new ArrayList<>(List.of("ffmpeg", "-v", "info"));
      measure.addAll(raw);
      measure.addAll(List.of("-i", sent.toString()));
      measure.addAll(raw);
      measure.addAll(List.of("-i", got.toString(), "-lavfi"));
      measure.add("[0][1]ssim;[0][1]psnr");
      measure.addAll(List.of("-f", "null", "-"));
      String told = run(measure.toArray(String[]::new));

      PictureComparison compared = PictureComparison.of(read(sent), read(got));

      assertThat(compared.ssim()).isCloseTo(found("SSIM [^\\n]*All", told), within(0.002));
      assertThat(compared.psnrDb()).isCloseTo(found("average", told), within(0.01));
      assertThat(compared.ssim()).isLessThan(before);
      before = compared.ssim();
    }
  }

  @Test
  void samePicture_isOne() {
    byte[] samples = new byte[64 * 48];
    new Random(1).nextBytes(samples);
    Luma picture = new Luma(64, 48, samples);

    PictureComparison compared = PictureComparison.of(picture, new Luma(64, 48, samples.clone()));

    assertThat(compared.ssim()).isEqualTo(1, within(1e-12));
    assertThat(compared.psnrDb()).isInfinite();
  }

  @Test
  void noise_looksLikeNothing() {
    byte[] one = new byte[64 * 48];
    byte[] other = new byte[64 * 48];
    new Random(1).nextBytes(one);
    new Random(2).nextBytes(other);

    assertThat(PictureComparison.of(new Luma(64, 48, one), new Luma(64, 48, other)).ssim())
        .isCloseTo(0, within(0.05));
  }

  @Test
  void otherSizes_cannotBeCompared() {
    Luma one = new Luma(16, 16, new byte[256]);
    Luma other = new Luma(32, 8, new byte[256]);

    assertThat(PictureComparison.isPossible(one, other)).isFalse();
    assertThatThrownBy(() -> PictureComparison.of(one, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16x16")
        .hasMessageContaining("32x8");
  }
}
