// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.tally.capture.AudioSource;
import io.tally.capture.MediaClock;
import io.tally.capture.SourceState;
import io.tally.capture.VideoSource;
import io.tally.capture.media.AudioFrame;
import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.testing.Sine;
import io.tally.capture.testing.SoundTap;
import io.tally.capture.testing.TestMedia;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaFileTest {
  private static final String PATTERN = "-f lavfi -i testsrc2=size=320x240:rate=30:duration=1 ";

  private final MediaClock clock = MediaClock.system();
  @TempDir Path directory;

  @AfterEach
  void everyFrameCameBack() {
    assertThat(VideoFrame.openFrames()).isZero();
  }

  @Test
  void flashAndBeep_areInTheSameInstantInEveryRound() throws Exception {
    Path file =
        TestMedia.make(
            directory.resolve("flash.mp4"),
            "-f lavfi -i color=black:size=320x240:rate=30:duration=2"
                + " -f lavfi -i aevalsrc='if(lt(mod(t,1),0.1),0.5*sin(2*PI*1000*t),0)':s=48000:d=2"
                + " -vf geq=lum='if(lt(mod(T,1),0.099),235,16)':cb=128:cr=128"
                + " -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -shortest");
    List<Long> flashes = new ArrayList<>();
    List<Long> beeps;
    try (MediaFile media = new MediaFile(file, clock);
        SoundTap tap = new SoundTap(media.audio(), clock)) {
      media.video().start();
      Thread watcher = Thread.ofPlatform().start(() -> watchFlashes(media.video(), flashes, 7));
      float[] heard = tap.record(6);
      watcher.join();
      beeps = onsets(heard, tap.firstPtsNs());
    }

    assertThat(beeps).hasSizeGreaterThanOrEqualTo(4);
    assertThat(flashes).hasSizeGreaterThanOrEqualTo(4);
    for (long beepNs : beeps.subList(0, beeps.size() - 1)) {
      assertThat(flashes)
          .anySatisfy(flashNs -> assertThat((flashNs - beepNs) / 1e6).isBetween(-40.0, 40.0));
    }
  }

  @Test
  void loopedSound_hasNoSeam() throws Exception {
    Path file =
        TestMedia.make(
            directory.resolve("tone.wav"),
            "-f lavfi -i aevalsrc=0.5*sin(2*PI*440*t):s=48000:d=1 -c:a pcm_f32le");
    try (MediaFile media = new MediaFile(file, clock);
        SoundTap tap = new SoundTap(media.audio(), clock)) {
      awaitRunning(media.audio());
      tap.record(1);
      float[] heard = tap.record(4);

      for (int at = 0; at + 4800 < heard.length; at += 4800) {
        assertThat(Sine.distortionDb(heard, at, 4800, 440)).isLessThan(-90);
      }
    }
  }

  @Test
  void soundAtAnotherRate_isHeardAtItsPitch() throws Exception {
    Path file =
        TestMedia.make(
            directory.resolve("tone.flac"),
            "-f lavfi -i aevalsrc=0.5*sin(2*PI*440*t):s=44100:d=5 -sample_fmt s16");
    try (MediaFile media = new MediaFile(file, clock);
        SoundTap tap = new SoundTap(media.audio(), clock)) {
      awaitRunning(media.audio());
      tap.record(1);
      float[] heard = tap.record(2);

      assertThat(Sine.distortionDb(heard, 0, 9600, 440)).isLessThan(-80);
      assertThat(Sine.rms(heard, 0, heard.length)).isCloseTo(0.5 / Math.sqrt(2), within(0.005));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "libx264, yuv420p, bt709, tv, mp4, YUV420P, BT709_LIMITED",
    "libx264, yuv420p, smpte170m, tv, mp4, YUV420P, BT601_LIMITED",
    "libx264, yuv420p10le, bt709, tv, mp4, YUV420P, BT709_LIMITED",
    "libx264, yuv444p, bt709, pc, mp4, YUV444P, BT709_FULL",
    "mjpeg, yuvj422p, bt470bg, pc, avi, YUV422P, BT601_FULL",
    "ffv1, bgr0, rgb, pc, mkv, BGR0, RGB",
    "png, rgb24, rgb, pc, mkv, BGRA, RGB",
    "rawvideo, yuyv422, bt470bg, tv, nut, YUYV422, BT601_LIMITED",
  })
  void pictures_keepTheirFormatAndColour(
      String codec,
      String pixels,
      String matrix,
      String range,
      String container,
      PixelFormat format,
      ColorSpace colorSpace)
      throws Exception {
    Path file =
        TestMedia.make(
            directory.resolve("pattern." + container),
            PATTERN
                + "-c:v %s -pix_fmt %s -colorspace %s -color_range %s"
                    .formatted(codec, pixels, matrix, range));
    try (MediaFile media = new MediaFile(file, clock)) {
      media.video().start();
      VideoFrame frame = awaitPicture(media.video());

      assertThat(frame.format()).isEqualTo(format);
      assertThat(frame.colorSpace()).isEqualTo(colorSpace);
      assertThat(frame.width()).isEqualTo(320);
      assertThat(frame.height()).isEqualTo(240);
    }
  }

  @Test
  void fileWithoutPictures_saysSo_andIsHeard() throws Exception {
    Path file = TestMedia.make(directory.resolve("a.wav"), "-f lavfi -i sine=d=1");
    try (MediaFile media = new MediaFile(file, clock)) {
      media.video().start();
      media.audio().start();

      awaitRunning(media.audio());
      await().until(() -> problem(media.video().state()).contains("a.wav has no pictures"));
    }
  }

  @Test
  void missingFile_isASentence_andIsPlayedWhenItIsThere() throws Exception {
    Path file = directory.resolve("later.mp4");
    try (MediaFile media = new MediaFile(file, clock)) {
      media.video().start();
      await().until(() -> problem(media.video().state()).contains("There is no file " + file));

      Path made = TestMedia.make(directory.resolve("made.mp4"), PATTERN + "-c:v libx264");
      Files.move(made, file);
      assertThat(awaitPicture(media.video()).width()).isEqualTo(320);
    }
  }

  @Test
  void textFile_isASentence() throws Exception {
    Path file = Files.writeString(directory.resolve("notes.mp4"), "no media at all");
    try (MediaFile media = new MediaFile(file, clock)) {
      media.video().start();
      await().until(() -> problem(media.video().state()).contains("is not media"));
    }
  }

  @Test
  void folder_isASentence() {
    try (MediaFile media = new MediaFile(directory, clock)) {
      media.audio().start();
      await().until(() -> problem(media.audio().state()).contains("is a folder"));
    }
  }

  @Test
  void unknownCoding_isASentence() throws Exception {
    Path file = TestMedia.make(directory.resolve("odd.avi"), PATTERN + "-c:v mjpeg");
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i + 4 < 4096; i++) {
      if (bytes[i] == 'M' && bytes[i + 1] == 'J' && bytes[i + 2] == 'P' && bytes[i + 3] == 'G') {
        bytes[i] = 'Q';
        bytes[i + 1] = 'Q';
      }
    }
    Files.write(file, bytes);
    try (MediaFile media = new MediaFile(file, clock)) {
      media.video().start();
      await().until(() -> problem(media.video().state()).contains("cannot be decoded here"));
    }
  }

  @Test
  void openingAndClosingOften_keepsNoMemory() throws Exception {
    Path file =
        TestMedia.make(
            directory.resolve("big.mp4"),
            "-f lavfi -i testsrc2=size=1280x720:rate=30:duration=1 -f lavfi -i sine=d=1"
                + " -c:v libx264 -preset ultrafast -c:a aac");
    playBriefly(file, 5);
    long leastKb = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      long beforeKb = residentKb();
      playBriefly(file, 10);
      leastKb = Math.min(leastKb, residentKb() - beforeKb);
    }

    // One forgotten picture a time would be 14 MB in every round; the JVM's own heap grows in some.
    assertThat(leastKb).isLessThan(10_000);
  }

  private void playBriefly(Path file, int times) {
    for (int i = 0; i < times; i++) {
      try (MediaFile media = new MediaFile(file, clock)) {
        media.video().start();
        media.audio().start();
        awaitPicture(media.video());
      }
    }
  }

  private static long residentKb() throws Exception {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  private void watchFlashes(VideoSource video, List<Long> flashes, int seconds) {
    boolean white = false;
    long end = clock.nowNs() + seconds * 1_000_000_000L;
    for (long at = clock.nowNs(); at < end; at += 5_000_000) {
      clock.sleepUntil(at);
      VideoFrame frame = video.frameAt(at);
      boolean now = frame != null && luma(frame) > 128;
      if (now && !white && frame != null) {
        flashes.add(frame.ptsNs());
      }
      white = now;
    }
  }

  private static int luma(VideoFrame frame) {
    return frame.planes().getFirst().memory().get(ValueLayout.JAVA_BYTE, 0) & 0xff;
  }

  private static List<Long> onsets(float[] heard, long firstPtsNs) {
    List<Long> onsets = new ArrayList<>();
    int quiet = 0;
    for (int i = 0; i < heard.length; i++) {
      if (Math.abs(heard[i]) < 0.1) {
        quiet++;
        continue;
      }
      if (quiet > AudioFrame.SAMPLE_RATE / 2) {
        onsets.add(firstPtsNs + AudioFrame.durationNs(i));
      }
      quiet = 0;
    }
    return onsets;
  }

  private VideoFrame awaitPicture(VideoSource video) {
    return await().until(() -> (@Nullable VideoFrame) video.frameAt(clock.nowNs()), f -> f != null);
  }

  private static void awaitRunning(AudioSource audio) {
    await().until(() -> audio.state() instanceof SourceState.Running);
  }

  private static String problem(SourceState state) {
    return state instanceof SourceState.Unavailable gone ? gone.problem() : "";
  }
}
