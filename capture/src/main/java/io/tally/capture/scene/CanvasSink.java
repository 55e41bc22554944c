// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene;

import io.tally.capture.media.VideoFrame;

/// Where does each tick of the canvas go while the broadcast is on the air?
///
/// Called on the compositor's thread, once per tick, in the order of time; must not wait.
public interface CanvasSink {
  /// A canvas that differs from the one before.
  ///
  /// @param taken of the canvas's size, in any pixel format, opaque; the receiver owns it, also
  ///   when it refuses it
  /// @return false when the sink had to skip it; then the next tick is sent whole, too
  boolean accept(VideoFrame taken);

  /// The canvas of the tick before once more.
  ///
  /// @param ptsNs time of the tick, `MediaClock` ns
  /// @return false when the sink had to skip it
  boolean repeat(long ptsNs);
}
