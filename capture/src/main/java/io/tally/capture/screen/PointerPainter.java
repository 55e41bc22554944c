// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen;

import io.tally.capture.media.VideoFrame;
import java.io.IOException;

/// Where on a picture of the screen is the pointer, and what does it look like?
interface PointerPainter extends AutoCloseable {
  /// Draws the pointer as it is now.
  ///
  /// @param picture borrowed, four bytes a pixel
  /// @param x where the picture's left edge is on the screen, px
  /// @param y where the picture's top edge is on the screen, px
  /// @throws IOException when the display is gone
  void paint(VideoFrame picture, int x, int y) throws IOException;

  @Override
  void close();
}
