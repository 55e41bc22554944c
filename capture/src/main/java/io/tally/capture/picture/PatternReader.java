// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.picture;

import io.tally.capture.media.VideoFrame;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalLong;

/// Which frame of the test pattern is this picture, after encoders and scalers had it?
///
/// Reads brightness only, at the middle of each part of the pattern, from a picture of any size and
/// format that shows the whole pattern and nothing else.
public final class PatternReader {
  private static final int MIDDLE_LUMA = 128;
  private static final int SAMPLES = 6; // along each side of an area

  /// What a picture says.
  ///
  /// @param frameNumber the tick that the pattern was drawn for (modulo 2^32); empty when the
  ///   blocks do not agree with their check
  /// @param flash whether the flash area is white, as in the first frame of each second
  public record Reading(OptionalLong frameNumber, boolean flash) {}

  private PatternReader() {}

  /// Reads a picture.
  ///
  /// @param frame borrowed
  public static Reading read(VideoFrame frame) {
    long code = 0;
    int blocks = PatternLayout.CODE_COLUMNS * PatternLayout.CODE_ROWS;
    for (int i = 0; i < blocks; i++) {
      var block = PatternLayout.CODE.cell(i, PatternLayout.CODE_COLUMNS, PatternLayout.CODE_ROWS);
      code = code << 1 | (meanLuma(frame, block.middle()) > MIDDLE_LUMA ? 1 : 0);
    }
    long number = code >>> PatternLayout.CHECK_BITS;
    return new Reading(
        PatternLayout.code(number) == code ? OptionalLong.of(number) : OptionalLong.empty(),
        meanLuma(frame, PatternLayout.FLASH.middle()) > MIDDLE_LUMA);
  }

  private static double meanLuma(VideoFrame frame, PatternLayout.Area area) {
    int x0 = area.x(frame.width());
    int y0 = area.y(frame.height());
    int spanX = Math.max(1, area.endX(frame.width()) - x0);
    int spanY = Math.max(1, area.endY(frame.height()) - y0);
    double sum = 0;
    for (int row = 0; row < SAMPLES; row++) {
      for (int column = 0; column < SAMPLES; column++) {
        sum += luma(frame, x0 + column * spanX / SAMPLES, y0 + row * spanY / SAMPLES);
      }
    }
    return sum / (SAMPLES * SAMPLES);
  }

  private static double luma(VideoFrame frame, int x, int y) {
    VideoFrame.Plane plane = frame.planes().getFirst();
    MemorySegment memory = plane.memory();
    long row = (long) y * plane.strideBytes();
    return switch (frame.format()) {
      case BGRA, BGR0 -> lumaOfBgr(memory, row + x * 4L);
      case BGR24 -> lumaOfBgr(memory, row + x * 3L);
      case YUYV422 -> sample(memory, row + x * 2L);
      case YUV420P, YUV422P, YUV444P, NV12 -> sample(memory, row + x);
    };
  }

  private static double lumaOfBgr(MemorySegment memory, long at) {
    return 0.0722 * sample(memory, at)
        + 0.7152 * sample(memory, at + 1)
        + 0.2126 * sample(memory, at + 2);
  }

  private static int sample(MemorySegment memory, long at) {
    return memory.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
  }
}
