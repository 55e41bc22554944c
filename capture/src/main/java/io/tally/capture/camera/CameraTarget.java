// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.camera;

import java.util.List;

/// What is OpenCV asked to open?
///
/// @param path of the device; empty where the platform has only numbers
/// @param index the number, where there is no path
/// @param backends to try, the best first, as OpenCV numbers them
/// @param name what a person knows the camera by
record CameraTarget(String path, int index, List<Integer> backends, String name) {
  CameraTarget {
    backends = List.copyOf(backends);
  }
}
