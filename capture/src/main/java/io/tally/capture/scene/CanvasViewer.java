// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene;

import io.tally.capture.media.VideoFrame;

/// Who looks at the canvas without being on the air, such as the preview?
@FunctionalInterface
public interface CanvasViewer {
  /// Called on the compositor's thread, once for every tick in which the canvas changed; every
  /// millisecond spent here is taken from the compositor.
  ///
  /// @param borrowed of the canvas's size, in any pixel format; valid until this method returns
  void show(VideoFrame borrowed);
}
