// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.look;

import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/// What does an icon look like in the size and colour of its place?
///
/// Style classes: `symbol`, whose preferred size is the square of the icon, and in it the name
/// under which the theme colours (`-fx-fill`) the icons of its controls. Threads: the JavaFX
/// thread.
public final class Symbol extends Region {
  private static final double GRID = 24; // in which the shapes are drawn

  private final SVGPath shape = new SVGPath();
  private final Scale scale = new Scale();

  Symbol(Icon icon) {
    getStyleClass().add("symbol");
    shape.getStyleClass().add("ikonli-font-icon");
    shape.getTransforms().add(scale);
    shape.setManaged(false); // its place is that of the square, not of what is drawn in it
    getChildren().add(shape);
    setMinSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setMouseTransparent(true);
    show(icon);
  }

  /// Shows another one.
  public void show(Icon icon) {
    shape.setContent(icon.path());
  }

  @Override
  protected void layoutChildren() {
    double factor = Math.min(getWidth(), getHeight()) / GRID;
    scale.setX(factor);
    scale.setY(factor);
  }
}
