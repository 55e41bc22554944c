// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene;

import java.util.List;

/// What is on the canvas?
///
/// @param layers the lowest first; where none of them draws, the canvas is black
public record Scene(List<Layer> layers) {
  /// Nothing but black.
  public static final Scene EMPTY = new Scene(List.of());

  public Scene {
    layers = List.copyOf(layers);
  }

  /// Layers over each other, the lowest first.
  public static Scene of(Layer... layers) {
    return new Scene(List.of(layers));
  }
}
