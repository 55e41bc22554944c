// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state;

/// Where does the window stand on the desktop?
///
/// @param x left edge, logical px of the virtual desktop
/// @param y top edge, logical px
/// @param width logical px
/// @param height logical px
public record Geometry(double x, double y, double width, double height, boolean maximised) {
  /// The smallest window in which everything is still reachable, logical px.
  public static final double MIN_WIDTH = 1000;

  /// See [#MIN_WIDTH].
  public static final double MIN_HEIGHT = 640;
}
