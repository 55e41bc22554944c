// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.look;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How does one part of the window stand apart from its neighbours?
///
/// A title line, with room for controls at its right end, over a body that takes the rest. Threads:
/// the JavaFX thread.
public final class Card {
  private final VBox box = new VBox();
  private final Label label;

  /// @param title one word or two
  /// @param body what the card is about
  /// @param atTitle small controls at the right end of the title line
  public Card(String title, Node body, Node... atTitle) {
    label = new Label(title);
    label.getStyleClass().add("card-title");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox line = new HBox(label, gap);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("card-head");
    line.getChildren().addAll(atTitle);
    VBox.setVgrow(body, Priority.ALWAYS);
    box.getStyleClass().add("card");
    box.getChildren().addAll(line, body);
  }

  /// Calls it something else.
  public void retitle(String title) {
    label.setText(title);
  }

  /// The node to put into the scene.
  public Region node() {
    return box;
  }
}
