// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.destination;

import io.tally.app.window.look.Icon;
import io.tally.app.window.look.Icons;
import io.tally.app.window.look.Titled;
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

/// Where can a browser watch what this endpoint takes?
///
/// Threads: the JavaFX thread.
final class PageLine {
  private final Label address = new Label();
  private final HBox line = new HBox();
  private Optional<URI> shown = Optional.empty();

  PageLine() {
    address.setId("watch-page");
    address.getStyleClass().add("address");
    address.setTooltip(new Tooltip("A browser on this computer plays the programme here"));
    address.setMinWidth(0);
    Button copy = new Button("", Icons.of(Icon.CONTENT_COPY));
    copy.getStyleClass().addAll("button-icon", "flat", "quiet", "slight");
    copy.setAccessibleText("Copy the address of the page");
    copy.setTooltip(new Tooltip("Copy the address"));
    copy.setOnAction(_ -> shown.map(URI::toString).ifPresent(PageLine::copy));
    line.setAlignment(Pos.CENTER_LEFT);
    line.getChildren().addAll(address, copy);
    HBox.setHgrow(line, Priority.NEVER);
  }

  private static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  Node node() {
    return line;
  }

  void render(Optional<URI> page) {
    shown = page;
    Titled.show(line, page.isPresent());
    address.setText(page.map(URI::getAuthority).orElse("")); // browsers need no more
  }
}
