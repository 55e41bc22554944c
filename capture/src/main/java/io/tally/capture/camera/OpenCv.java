// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.camera;

import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_videoio;

/// Is OpenCV in this process?
///
/// Only cameras need it, so it is loaded when the first one is opened; that takes part of a second.
final class OpenCv {
  private OpenCv() {}

  /// Loads it; only the first call of a process does anything.
  ///
  /// @throws IOException when a library is missing; the message is a sentence
  static void load() throws IOException {
    try {
      Loader.load(opencv_core.class);
      Loader.load(opencv_videoio.class);
    } catch (LinkageError e) {
      throw new IOException(
          "Cameras cannot be used: OpenCV cannot be loaded ("
              + e.getMessage()
              + "). Install the library that is missing, then start Tally again.",
          e);
    }
  }
}
