// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.opencv;

import java.io.IOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_videoio;

/// Is OpenCV in this process?
///
/// Only cameras and pictures that must change their size need it, so it is loaded when the first of
/// them comes; that takes part of a second.
public final class OpenCv {
  private OpenCv() {}

  /// Loads it; only the first call of a process does anything. Any thread.
  ///
  /// @throws IOException when a library is missing; the message is a sentence
  public static void load() throws IOException {
    try {
      Loader.load(opencv_core.class);
      Loader.load(opencv_imgproc.class);
      Loader.load(opencv_videoio.class);
      // Whoever calls works on a thread of its own already; a pool would only add hand-overs.
      opencv_core.setNumThreads(1);
    } catch (LinkageError e) {
      throw new IOException(
          "Cameras cannot be used: OpenCV cannot be loaded ("
              + e.getMessage()
              + "). Install the library that is missing, then start Tally again.",
          e);
    }
  }
}
