// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene;

import io.tally.capture.media.VideoFrame;
import java.util.ArrayList;
import java.util.List;

/// Which pixels of a picture?
///
/// @param x left edge, px
/// @param y top edge, px
/// @param width px, more than 0
/// @param height px, more than 0
record Rectangle(int x, int y, int width, int height) {
  static Rectangle whole(VideoFrame frame) {
    return new Rectangle(0, 0, frame.width(), frame.height());
  }

  /// A part of a picture as a picture of its own that borrows the pixels: it is valid as long as
  /// the picture is, and closing it gives nothing back.
  ///
  /// @param frame borrowed; in a format with shared colour samples, `x` and `y` are even
  VideoFrame of(VideoFrame frame) {
    List<VideoFrame.Plane> parts = new ArrayList<>(frame.planes().size());
    for (int i = 0; i < frame.planes().size(); i++) {
      VideoFrame.Plane plane = frame.planes().get(i);
      int skippedBytes = x == 0 ? 0 : frame.format().rowBytes(i, x);
      int skippedRows = y == 0 ? 0 : frame.format().rows(i, y);
      long from = (long) skippedRows * plane.strideBytes() + skippedBytes;
      parts.add(new VideoFrame.Plane(plane.memory().asSlice(from), plane.strideBytes()));
    }
    return new VideoFrame(
        frame.format(), frame.colorSpace(), width, height, frame.ptsNs(), parts, () -> {});
  }
}
