// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.mixer;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/// How loud is the whole mix that viewers hear?
///
/// Threads: the JavaFX thread.
final class ProgrammeStrip {
  private static final int[] MARKS_DB = {0, -9, -20, -40, -60};
  private static final double TEXT_PX = 12;
  private static final int METER_PX = 154; // as high as a channel with its gain and mute
  private final VBox strip = new VBox();
  private final Meter meter = new Meter(METER_PX);

  ProgrammeStrip() {
    Label name = new Label("Programme");
    name.getStyleClass().add("strip-name");
    Pane scale = new Pane();
    scale.setPrefSize(24, METER_PX);
    scale.setMaxHeight(METER_PX);
    for (int db : MARKS_DB) {
      Label mark = new Label(Integer.toString(db));
      mark.getStyleClass().add("scale");
      mark.setLayoutY(
          METER_PX
              - MeterScale.pixels(db, METER_PX)
              - (db == 0 ? 2 : db == -60 ? TEXT_PX : TEXT_PX / 2));
      scale.getChildren().add(mark);
    }
    HBox movers = new HBox(meter.node(), scale);
    movers.setAlignment(Pos.CENTER);
    movers.getStyleClass().add("strip-movers");
    strip.getStyleClass().addAll("strip", "programme");
    strip.setAlignment(Pos.TOP_CENTER);
    strip.getChildren().addAll(name, movers);
  }

  Node node() {
    return strip;
  }

  Meter meter() {
    return meter;
  }
}
