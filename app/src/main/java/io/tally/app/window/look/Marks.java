// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.look;

import javafx.css.PseudoClass;
import javafx.scene.Node;

/// How does a view tell the style sheet what state it is in?
///
/// By one style class out of a fixed set, so that the sheet alone decides about colours.
public final class Marks {
  private Marks() {}

  /// Gives a node the one pseudo-class of an enumeration's value and takes the others away, such as
  /// `:running` for `RUNNING`.
  public static <E extends Enum<E>> void mark(Node node, E value) {
    for (E each : value.getDeclaringClass().getEnumConstants()) {
      node.pseudoClassStateChanged(
          PseudoClass.getPseudoClass(each.name().toLowerCase(java.util.Locale.ROOT)),
          each == value);
    }
  }
}
