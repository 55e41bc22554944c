// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.header;

import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Icon;
import io.tally.app.window.look.Icons;
import io.tally.app.window.state.Air;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// What does the one large button do now: go live, give up, or stop?
///
/// Threads: the JavaFX thread.
final class AirButton {
  private static final PseudoClass GO = PseudoClass.getPseudoClass("go");
  private final Button button = new Button();
  private @Nullable Air shown;

  AirButton(Consumer<Intent> intents) {
    button.setId("air-button");
    button.getStyleClass().add("air-button");
    button.setTooltip(new Tooltip("Go live: Ctrl+L · Stop: Ctrl+Shift+L"));
    button.setOnAction(_ -> {
      boolean busy = shown != null && shown.busy();
      intents.accept(busy ? new Intent.Stop() : new Intent.GoLive());
    });
  }

  Node node() {
    return button;
  }

  void render(Air air) {
    if (air.equals(shown)) {
      return;
    }
    shown = air;
    boolean go = air instanceof Air.Off || air instanceof Air.Opening;
    button.pseudoClassStateChanged(GO, go);
    button.setDisable(air instanceof Air.Opening || air instanceof Air.Stopping);
    button.setText(
        switch (air) {
          case Air.Opening _, Air.Off _ -> "Go live";
          case Air.Connecting _ -> "Cancel";
          case Air.OnAir _, Air.RecordingOnly _ -> "Stop";
          case Air.Stopping _ -> "Stopping…";
        });
    button.setGraphic(
        Icons.of(
            switch (air) {
              case Air.Opening _, Air.Off _ -> Icon.BROADCAST;
              case Air.Connecting _ -> Icon.CLOSE;
              case Air.OnAir _, Air.Stopping _, Air.RecordingOnly _ -> Icon.STOP;
            }));
    button.setAccessibleText(go ? "Go live" : "Stop the broadcast");
  }
}
