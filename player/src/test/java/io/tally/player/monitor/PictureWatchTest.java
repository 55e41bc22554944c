// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PictureWatchTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final long FRAME_NS = 40_000_000;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment luma = arena.allocate((long) WIDTH * HEIGHT);
  private final MemorySegment chroma = arena.allocate((long) WIDTH * HEIGHT / 2);
  private final PictureWatch watch = new PictureWatch();
  private int shown;

  @AfterEach
  void nothingLeaks() {
    arena.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  private void show(int pictures) {
    for (int i = 0; i < pictures; i++) {
      try (VideoFrame frame =
          new VideoFrame(
              PixelFormat.NV12,
              ColorSpace.BT709_LIMITED,
              WIDTH,
              HEIGHT,
              shown++ * FRAME_NS,
              List.of(new VideoFrame.Plane(luma, WIDTH), new VideoFrame.Plane(chroma, WIDTH)),
              () -> {})) {
        watch.show(frame);
      }
    }
  }

  private void paint(int value) {
    luma.fill((byte) value);
  }

  private void move(int pictures) {
    for (int i = 0; i < pictures; i++) {
      paint(80 + (i % 2) * 40);
      show(1);
    }
  }

  @Test
  void blackPictures_areToldWithTheirTime_andOnceTheyAreOver() {
    move(10);
    paint(16);
    show(26);

    assertThat(watch.facts().blackS()).isEqualTo(1.0);
    assertThat(watch.facts().blackTimes()).isEqualTo(1);
    move(2);
    assertThat(watch.facts().blackS()).isZero();
    assertThat(watch.facts().blackTimes()).isEqualTo(1);
  }

  @Test
  void blackForAMoment_isNoFault() {
    move(10);
    paint(16);
    show(5);
    move(10);

    assertThat(watch.facts().blackTimes()).isZero();
  }

  @Test
  void picturesThatStayTheSame_areFrozen() {
    move(10);
    show(25);

    assertThat(watch.facts().frozenS()).isEqualTo(1.0);
    assertThat(watch.facts().frozenTimes()).isEqualTo(1);
    move(3);
    assertThat(watch.facts().frozenS()).isZero();
  }

  @Test
  void noiseOfAnEncoder_isNoMovement_aMovingCornerIs() {
    paint(100);
    show(2);
    for (int i = 0; i < 25; i++) {
      luma.set(ValueLayout.JAVA_BYTE, 0, (byte) (100 + i % 2));
      show(1);
    }
    assertThat(watch.facts().frozenTimes()).isEqualTo(1);

    for (int i = 0; i < 25; i++) {
      luma.asSlice(0, (long) WIDTH * HEIGHT / 16).fill((byte) (100 + (i % 2) * 60));
      show(1);
    }
    assertThat(watch.facts().frozenS()).isZero();
  }

  @Test
  void slowMovement_isNoFreeze() {
    paint(100);
    show(1);
    for (int i = 0; i < 50; i++) {
      luma.asSlice(0, (long) WIDTH * HEIGHT / 10).fill((byte) (100 + i)); // a tenth, by one level
      show(1);
    }

    assertThat(watch.facts().frozenTimes()).isZero();
  }

  @Test
  void brightness_isTheMeanOfLuma() {
    paint(51);
    show(1);

    assertThat(watch.facts().brightness()).hasValue(0.2);
    watch.forget();
    assertThat(watch.facts()).isEqualTo(PictureFacts.NONE);
  }
}
