// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.form;

import io.tally.app.window.intent.EndpointIntent;
import io.tally.app.window.look.Titled;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Which certificate has the person trusted here?
///
/// Threads: the JavaFX thread.
final class TrustRow {
  private final Label trusted = new Label();
  private final HBox row = new HBox();

  TrustRow(Consumer<EndpointIntent> intents) {
    trusted.setId("trusted");
    trusted.setWrapText(true);
    trusted.getStyleClass().add("muted");
    HBox.setHgrow(trusted, Priority.ALWAYS);
    Button forget = new Button("Forget");
    forget.getStyleClass().addAll("flat", "mend");
    forget.setMinWidth(Region.USE_PREF_SIZE);
    forget.setAccessibleText("Trust this certificate no more");
    forget.setOnAction(_ -> intents.accept(new EndpointIntent.Distrust()));
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("form-row");
    row.getChildren().addAll(trusted, forget);
  }

  Node node() {
    return row;
  }

  void render(Optional<String> fingerprint) {
    Titled.show(row, fingerprint.isPresent());
    trusted.setText(fingerprint.map(text -> "You trust the certificate " + text).orElse(""));
  }
}
