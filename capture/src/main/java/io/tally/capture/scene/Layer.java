// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene;

import io.tally.capture.VideoSource;

/// Which source is shown where, and how much of it?
///
/// @param source borrowed: the scene never starts or closes it
/// @param opacity from 0 (not drawn) to 1
/// @param visible whether it is drawn at all
public record Layer(
    VideoSource source, Placement placement, Crop crop, double opacity, boolean visible) {
  public Layer {
    if (!(opacity >= 0 && opacity <= 1)) {
      throw new IllegalArgumentException("Opacity goes from 0 to 1, given: " + opacity);
    }
  }

  /// The whole picture of a source, opaque.
  public static Layer of(VideoSource source, Placement placement) {
    return new Layer(source, placement, Crop.NONE, 1, true);
  }
}
