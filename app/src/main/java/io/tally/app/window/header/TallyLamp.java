// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.header;

import io.tally.app.window.look.Marks;
import io.tally.app.window.state.Air;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// Does the red lamp burn?
///
/// Threads: the JavaFX thread.
final class TallyLamp {
  private final Label lamp = new Label();

  private enum Light {
    DARK,
    AMBER,
    RED
  }

  TallyLamp() {
    Region bulb = new Region();
    bulb.getStyleClass().add("bulb");
    lamp.setGraphic(bulb);
    lamp.setId("lamp");
    lamp.setAlignment(Pos.CENTER);
    lamp.getStyleClass().add("lamp");
  }

  Node node() {
    return lamp;
  }

  void render(Air air) {
    Marks.mark(
        lamp,
        switch (air) {
          case Air.Opening _, Air.Off _ -> Light.DARK;
          case Air.Connecting _, Air.Stopping _, Air.RecordingOnly _ -> Light.AMBER;
          case Air.OnAir _ -> Light.RED;
        });
    lamp.setText(
        switch (air) {
          case Air.Opening _ -> "OPENING";
          case Air.Off _ -> "OFF AIR";
          case Air.Connecting _ -> "CONNECTING";
          case Air.OnAir _ -> "ON AIR";
          case Air.Stopping _ -> "STOPPING";
          case Air.RecordingOnly _ -> "RECORDING";
        });
  }
}
