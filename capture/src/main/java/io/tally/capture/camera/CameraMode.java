// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.camera;

import io.tally.capture.media.FrameRate;

/// What is a camera asked for? It may give something near to it.
///
/// @param width px
/// @param height px
/// @param rate frames a second
public record CameraMode(int width, int height, FrameRate rate, Encoding encoding) {
  private static final int UNCOMPRESSED_PIXELS = 640 * 480;

  public CameraMode {
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException(
          "A camera's picture has a positive size, given: " + width + "x" + height);
    }
  }

  /// 1280x720 at 30 frames a second.
  public static final CameraMode USUAL = new CameraMode(1280, 720, FrameRate.of(30), Encoding.ANY);

  /// The four characters of the coding to ask for first.
  String fourCc() {
    return switch (encoding) {
      case MJPG -> "MJPG";
      case YUYV -> "YUYV";
      case ANY -> width * height <= UNCOMPRESSED_PIXELS ? "YUYV" : "MJPG";
    };
  }
}
