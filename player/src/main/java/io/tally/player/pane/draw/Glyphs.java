// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.draw;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.Tooltip;
import javafx.scene.shape.SVGPath;

/// Which mark stands on a small button, and what is it called?
///
/// Threads: the JavaFX thread. Style class: `glyph`.
public final class Glyphs {
  private Glyphs() {}

  /// A mark, coloured by the style sheet.
  ///
  /// @param path as SVG writes it, about 14 px high
  public static SVGPath of(String path) {
    SVGPath glyph = new SVGPath();
    glyph.setContent(path);
    glyph.getStyleClass().add("glyph");
    return glyph;
  }

  /// Gives a button a name for those who hear it and those who point at it, and its quiet look.
  public static void name(ButtonBase button, String name) {
    button.getStyleClass().addAll("quiet", "flat");
    rename(button, name);
  }

  /// Gives a button another name, when it has another.
  public static void rename(ButtonBase button, String name) {
    if (!name.equals(button.getAccessibleText())) {
      button.setAccessibleText(name);
      button.setTooltip(new Tooltip(name));
    }
  }
}
