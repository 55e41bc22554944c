// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.camera;

/// How does a camera send its pictures over its cable?
public enum Encoding {
  /// Each picture as a JPEG: large pictures at a full rate, some work to decode.
  MJPG,
  /// Uncompressed: nothing to decode, but USB 2 carries no more than about 640x480 at 30 fps.
  YUYV,
  /// What suits the size: YUYV up to 640x480, else MJPG where the camera has it.
  ANY
}
