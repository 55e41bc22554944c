// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.look;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// How does a field say what belongs into it?
///
/// Threads: the JavaFX thread.
public final class Titled {
  private Titled() {}

  /// A caption over a field, which grows with the form.
  public static VBox over(String title, Node field) {
    Label caption = new Label(title);
    caption.setLabelFor(field);
    caption.getStyleClass().add("caption");
    VBox box = new VBox(caption, field);
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  /// An empty text field that has a name for tests and screen readers.
  public static TextField text(String id, String meaning, String prompt) {
    TextField field = new TextField();
    field.setId(id);
    field.setAccessibleText(meaning);
    field.setPromptText(prompt);
    return field;
  }

  /// Fields in one row.
  public static HBox row(Node... fields) {
    HBox row = new HBox(fields);
    row.getStyleClass().add("form-row");
    return row;
  }

  /// Takes a node out of sight, and its place too, or puts it back.
  public static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }
}
