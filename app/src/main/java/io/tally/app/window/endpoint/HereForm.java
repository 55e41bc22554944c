// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.endpoint;

import io.tally.app.window.look.Icons;
import java.net.URI;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// What does it mean to send to this computer, and where can it be watched?
///
/// Threads: the JavaFX thread.
final class HereForm {
  private final VBox box = new VBox();
  private final Label address = new Label();
  private final Label words = new Label();
  private final HBox line = new HBox();

  HereForm() {
    words.setWrapText(true);
    words.getStyleClass().add("muted");
    Button copy = new Button("", Icons.of(MaterialDesignC.CONTENT_COPY));
    copy.getStyleClass().addAll("button-icon", "flat", "quiet");
    copy.setAccessibleText("Copy the address of the page");
    copy.setTooltip(new Tooltip("Copy the address"));
    copy.setOnAction(_ -> copy(address.getText()));
    address.setId("watch-page");
    address.getStyleClass().add("address");
    address.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(address, Priority.ALWAYS);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getChildren().addAll(address, copy);
    box.getStyleClass().add("form");
    box.getChildren().addAll(words, line);
  }

  private static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  Node node() {
    return box;
  }

  void render(Optional<URI> page) {
    words.setText(
        page.isPresent()
            ? "The monitor plays what viewers would see, and so does a browser on this computer:"
            : "No account needed. Go live, and the monitor plays what viewers would see.");
    line.setVisible(page.isPresent());
    address.setText(page.map(URI::toString).orElse(""));
  }
}
