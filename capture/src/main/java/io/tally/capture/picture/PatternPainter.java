// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.picture;

import io.tally.capture.media.VideoFrame;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;

/// Which pixels does one frame of the test pattern have?
///
/// Threads: one. Every part that moves is drawn whole by [#paintMoving], so a buffer that holds an
/// older frame of the pattern needs only that.
final class PatternPainter {
  private static final int BLACK = 0xFF101010;
  private static final int WHITE = 0xFFFFFFFF;
  private static final int GREY = 0xFF404040;
  private static final int[] BAR_COLOURS = {
    0xFFBFBFBF, 0xFFBFBF00, 0xFF00BFBF, 0xFF00BF00, 0xFFBF00BF, 0xFFBF0000, 0xFF0000BF,
  };
  private static final int LANE_SECONDS = 4; // for the marker to cross the picture
  private static final int CHARACTERS = 12; // hh:mm:ss.mmm

  private final int width;
  private final int height;

  PatternPainter(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /// Draws what every frame has.
  ///
  /// @param frame borrowed, four bytes a pixel
  void paintStill(VideoFrame frame) {
    fill(frame, new PatternLayout.Area(0, 0, 1, 1), GREY);
    for (int i = 0; i < BAR_COLOURS.length; i++) {
      fill(frame, PatternLayout.BARS.cell(i, BAR_COLOURS.length, 1), BAR_COLOURS[i]);
    }
  }

  /// Draws what differs from frame to frame.
  ///
  /// @param frame borrowed, four bytes a pixel, holding what `paintStill` drew
  /// @param sinceEpochNs the time that the timecode and the marker show
  void paintMoving(VideoFrame frame, long number, long sinceEpochNs, boolean flash) {
    long code = PatternLayout.code(number);
    int blocks = PatternLayout.CODE_COLUMNS * PatternLayout.CODE_ROWS;
    for (int i = 0; i < blocks; i++) {
      fill(
          frame,
          PatternLayout.CODE.cell(i, PatternLayout.CODE_COLUMNS, PatternLayout.CODE_ROWS),
          (code >> (blocks - 1 - i) & 1) == 1 ? WHITE : BLACK);
    }
    paintLane(frame, sinceEpochNs);
    fill(frame, PatternLayout.FLASH, flash ? WHITE : BLACK);
    paintTimecode(frame, sinceEpochNs);
  }

  private void paintLane(VideoFrame frame, long sinceEpochNs) {
    fill(frame, PatternLayout.LANE, BLACK);
    long crossingNs = LANE_SECONDS * 1_000_000_000L;
    double at = (double) Math.floorMod(sinceEpochNs, crossingNs) / crossingNs * 0.9;
    fill(
        frame,
        new PatternLayout.Area(at, PatternLayout.LANE.top(), at + 0.1, PatternLayout.LANE.bottom()),
        BAR_COLOURS[1]);
  }

  private void paintTimecode(VideoFrame frame, long sinceEpochNs) {
    PatternLayout.Area area = PatternLayout.TIMECODE;
    fill(frame, area, BLACK);
    long ms = Math.max(0, sinceEpochNs) / 1_000_000;
    String text =
        String.format(
            Locale.ROOT,
            "%02d:%02d:%02d.%03d",
            ms / 3_600_000 % 100,
            ms / 60_000 % 60,
            ms / 1000 % 60,
            ms % 1000);
    int dot =
        Math.max(
            1,
            Math.min(
                (area.endX(width) - area.x(width)) / ((Digits.COLUMNS + 1) * CHARACTERS + 1),
                (area.endY(height) - area.y(height)) / (Digits.ROWS + 2)));
    for (int i = 0; i < text.length(); i++) {
      int x = area.x(width) + (1 + i * (Digits.COLUMNS + 1)) * dot;
      paintCharacter(frame, text.charAt(i), x, area.y(height) + dot, dot);
    }
  }

  private void paintCharacter(VideoFrame frame, char character, int x, int y, int dot) {
    for (int row = 0; row < Digits.ROWS; row++) {
      for (int column = 0; column < Digits.COLUMNS; column++) {
        if (Digits.dot(character, column, row)) {
          fill(frame, x + column * dot, y + row * dot, dot, dot, WHITE);
        }
      }
    }
  }

  private void fill(VideoFrame frame, PatternLayout.Area area, int argb) {
    int x = area.x(width);
    int y = area.y(height);
    fill(frame, x, y, area.endX(width) - x, area.endY(height) - y, argb);
  }

  /// One row by pixels, the others as copies of it: bulk copies run at memory speed.
  private void fill(VideoFrame frame, int x, int y, int columns, int rows, int argb) {
    int endX = Math.min(x + columns, width);
    int endY = Math.min(y + rows, height);
    if (x >= endX || y >= endY) {
      return; // a picture too small for this part
    }
    VideoFrame.Plane plane = frame.planes().getFirst();
    MemorySegment memory = plane.memory();
    long first = (long) y * plane.strideBytes() + x * 4L;
    long bytes = (endX - x) * 4L;
    for (long at = first; at < first + bytes; at += 4) {
      memory.set(ValueLayout.JAVA_INT_UNALIGNED, at, argb); // little-endian: B, G, R, A in memory
    }
    for (int row = y + 1; row < endY; row++) {
      long to = (long) row * plane.strideBytes() + x * 4L;
      MemorySegment.copy(memory, first, memory, to, bytes);
    }
  }
}
