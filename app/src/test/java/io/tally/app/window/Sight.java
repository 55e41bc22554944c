// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.picture.PatternReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What does a person see on a display at one moment?
final class Sight {
  // Two of the test pattern's colour bars that no part of the window has: the third and the last of
  // seven, which stand between 46 and 72 hundredths of its height.
  private static final int CYAN = 0x00BFBF;
  private static final int BLUE = 0x0000BF;
  private static final int CODEC_ERROR = 24;

  private final int width;
  private final int height;
  private final byte[] rgb;

  /// @param rgb three bytes a pixel, row after row; taken
  Sight(int width, int height, byte[] rgb) {
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /// A part of it, px; right and bottom exclusive.
  record Box(int left, int top, int right, int bottom) {
    int middleX() {
      return (left + right) / 2;
    }

    int middleY() {
      return (top + bottom) / 2;
    }

    int width() {
      return right - left;
    }
  }

  /// A part of the display, in hundredths of its size.
  Box part(int left, int top, int right, int bottom) {
    return new Box(
        left * width / 100, top * height / 100, right * width / 100, bottom * height / 100);
  }

  /// The smallest box around everything of a colour.
  Optional<Box> find(int colour, int tolerance, Box within) {
    int left = within.right;
    int top = within.bottom;
    int right = -1;
    int bottom = -1;
    for (int y = within.top; y < within.bottom; y++) {
      for (int x = within.left; x < within.right; x++) {
        if (isLike(x, y, colour, tolerance)) {
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x + 1);
          bottom = Math.max(bottom, y + 1);
        }
      }
    }
    return right < 0 ? Optional.empty() : Optional.of(new Box(left, top, right, bottom));
  }

  /// How many pixels have exactly this colour.
  int count(int colour, Box within) {
    int count = 0;
    for (int y = within.top; y < within.bottom; y++) {
      for (int x = within.left; x < within.right; x++) {
        if (isLike(x, y, colour, 0)) {
          count++;
        }
      }
    }
    return count;
  }

  private boolean isLike(int x, int y, int colour, int tolerance) {
    for (int channel = 0; channel < 3; channel++) {
      int seen = rgb[3 * (y * width + x) + channel] & 0xFF;
      int wanted = (colour >> (16 - 8 * channel)) & 0xFF;
      if (Math.abs(seen - wanted) > tolerance) {
        return false;
      }
    }
    return true;
  }

  /// The frame number that a test pattern shows there; empty when there is none, or it is torn.
  OptionalLong frameNumber(Box within) {
    Optional<Box> cyan = find(CYAN, CODEC_ERROR, within);
    Optional<Box> blue = find(BLUE, CODEC_ERROR, within);
    if (cyan.isEmpty() || blue.isEmpty()) {
      return OptionalLong.empty();
    }
    int patternWidth = (blue.get().right - cyan.get().left) * 7 / 5;
    int patternHeight = patternWidth * 9 / 16;
    int left = blue.get().right - patternWidth;
    int top = cyan.get().top - patternHeight * 46 / 100;
    if (left < 0 || top < 0 || top + patternHeight > height) {
      return OptionalLong.empty();
    }
    Box pattern = new Box(left, top, left + patternWidth, top + patternHeight);
    try (VideoFrame picture = copy(pattern)) {
      return PatternReader.read(picture).frameNumber();
    }
  }

  private VideoFrame copy(Box box) {
    int boxHeight = box.bottom - box.top;
    MemorySegment pixels = Arena.ofAuto().allocate(3L * box.width() * boxHeight);
    for (int y = 0; y < boxHeight; y++) {
      for (int x = 0; x < box.width(); x++) {
        int from = 3 * ((box.top + y) * width + box.left + x);
        long to = 3L * (y * box.width() + x);
        for (int channel = 0; channel < 3; channel++) {
          pixels.set(ValueLayout.JAVA_BYTE, to + channel, rgb[from + 2 - channel]);
        }
      }
    }
    return new VideoFrame(
        PixelFormat.BGR24,
        ColorSpace.RGB,
        box.width(),
        boxHeight,
        0,
        List.of(new VideoFrame.Plane(pixels, 3 * box.width())),
        () -> {});
  }
}
