// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.camera;

import io.tally.capture.media.FrameRate;

/// What is a camera asked for? It may give something near to it.
///
/// @param width px
/// @param height px
/// @param rate frames a second
public record CameraMode(int width, int height, FrameRate rate, Encoding encoding) {
  /// How a camera sends its pictures over its cable.
  public enum Encoding {
    /// Each picture as a JPEG: large pictures at a full rate, some work to decode.
    MJPG,
    /// Uncompressed: nothing to decode, but USB 2 carries no more than about 640x480 at 30 fps.
    YUYV,
    /// What suits the size: YUYV up to 640x480, else MJPG where the camera has it.
    ANY
  }

  private static final int UNCOMPRESSED_PIXELS = 640 * 480;

  public CameraMode {
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException(
          "A camera's picture has a positive size, given: " + width + "x" + height);
    }
  }

  /// The four characters of the coding to ask for first.
  String fourCc() {
    return switch (encoding) {
      case MJPG -> "MJPG";
      case YUYV -> "YUYV";
      case ANY -> width * height <= UNCOMPRESSED_PIXELS ? "YUYV" : "MJPG";
    };
  }
}
