// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene;

import io.tally.capture.media.FrameRate;

/// How large is the canvas, and how often is it drawn?
///
/// @param width px, even, 2 to 3840
/// @param height px, even, 2 to 2160
/// @param rate 1 to 60 frames a second
public record CanvasFormat(int width, int height, FrameRate rate) {
  /// The widest canvas, px.
  public static final int MAX_WIDTH = 3840;

  /// The highest canvas, px.
  public static final int MAX_HEIGHT = 2160;

  /// The fastest canvas, frames a second.
  public static final int MAX_FRAMES_PER_SECOND = 60;

  public CanvasFormat {
    // H.264 in 4:2:0 has one colour sample for two pixels each way.
    if (width < 2
        || height < 2
        || width > MAX_WIDTH
        || height > MAX_HEIGHT
        || width % 2 != 0
        || height % 2 != 0) {
      throw new IllegalArgumentException(
          "The canvas size is "
              + width
              + "x"
              + height
              + "; width and height must be even, and at most "
              + MAX_WIDTH
              + "x"
              + MAX_HEIGHT
              + ". Choose a size such as 1280x720.");
    }
    if (rate.perSecond() < 1 || rate.perSecond() > MAX_FRAMES_PER_SECOND) {
      throw new IllegalArgumentException(
          "The canvas rate is "
              + rate
              + " fps; it must be from 1 to "
              + MAX_FRAMES_PER_SECOND
              + ". Choose a rate such as 30.");
    }
  }
}
