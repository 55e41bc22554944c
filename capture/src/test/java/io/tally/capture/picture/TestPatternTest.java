// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.picture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.ffmpeg.PictureScaler;
import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.FramePool;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestPatternTest {
  private static final FrameRate RATE = FrameRate.of(30);
  private static final long EPOCH_NS = 5_000_000_000L;

  private final TestPattern pattern = new TestPattern(640, 360, RATE, EPOCH_NS);

  @AfterEach
  void closePattern_givesAllMemoryBack() {
    pattern.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 29, 30, 31, 12_345, 5_000_000})
  void frameAt_tick_carriesItsNumberAndFlash(long tick) {
    pattern.start();

    VideoFrame frame = picture(pattern, EPOCH_NS + RATE.timeNs(tick));

    var reading = PatternReader.read(frame);
    assertThat(reading.frameNumber()).isEqualTo(OptionalLong.of(tick));
    assertThat(reading.flash()).isEqualTo(tick % 30 == 0);
  }

  @ParameterizedTest
  @EnumSource(PixelFormat.class)
  void read_halfSizeInEveryFormat_findsTheNumber(PixelFormat format) throws Exception {
    pattern.start();
    VideoFrame frame = picture(pattern, EPOCH_NS + RATE.timeNs(60));
    ColorSpace space = format.name().startsWith("BGR") ? ColorSpace.RGB : ColorSpace.BT709_LIMITED;
    try (PictureScaler scaler = new PictureScaler(PictureScaler.Quality.GOOD);
        FramePool pool = new FramePool(format, space, 320, 180, 1);
        VideoFrame half = pool.take(0).orElseThrow()) {
      scaler.scale(frame, half);

      assertThat(PatternReader.read(half))
          .isEqualTo(new PatternReader.Reading(OptionalLong.of(60), true));
    }
  }

  @Test
  void frameAt_sameTickAgain_isTheSameObject() {
    pattern.start();
    VideoFrame first = pattern.frameAt(EPOCH_NS);

    assertThat(pattern.frameAt(EPOCH_NS + 1_000_000)).isSameAs(first);
  }

  @Test
  void frameAt_fractionalRate_flashesInTheFirstFrameOfEachSecond() {
    FrameRate rate = new FrameRate(30_000, 1001);
    try (TestPattern fractional = new TestPattern(320, 180, rate, 0)) {
      fractional.start();
      int flashes = 0;
      for (int tick = 0; tick < 100; tick++) {
        flashes += PatternReader.read(picture(fractional, rate.timeNs(tick))).flash() ? 1 : 0;
      }
      assertThat(flashes).isEqualTo(4); // at 0, 1, 2 and 3 s
    }
  }

  @Test
  void giveFrame_leavesNoneUntilTheNextTick() {
    pattern.start();
    pattern.frameAt(EPOCH_NS);
    try (VideoFrame given = requireNonNull(pattern.giveFrame())) {
      assertThat(PatternReader.read(given).frameNumber()).hasValue(0);
      assertThat(pattern.frameAt(EPOCH_NS)).isNull();
      assertThat(PatternReader.read(picture(pattern, EPOCH_NS + RATE.timeNs(1))).frameNumber())
          .hasValue(1);
    }
  }

  @Test
  void read_blackPicture_hasNoNumber() {
    try (FramePool pool = new FramePool(PixelFormat.BGR0, ColorSpace.RGB, 320, 180, 1);
        VideoFrame black = pool.take(0).orElseThrow()) {
      black.planes().getFirst().memory().fill((byte) 0);

      assertThat(PatternReader.read(black).frameNumber()).isEmpty();
    }
  }

  private static VideoFrame picture(TestPattern pattern, long ptsNs) {
    return requireNonNull(pattern.frameAt(ptsNs));
  }
}
