// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.header;

import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Words;
import io.tally.app.window.state.Air;
import io.tally.app.window.state.WindowState;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Is it on the air, for how long, and how is that changed?
///
/// Threads: the JavaFX thread.
public final class HeaderBar {
  private final HBox bar = new HBox();
  private final TallyLamp lamp = new TallyLamp();
  private final Label clock = new Label();
  private final AirButton button;

  /// @param intents where the person's wishes go
  public HeaderBar(Consumer<Intent> intents) {
    button = new AirButton(intents);
    Region logo = new Region();
    logo.getStyleClass().add("logo");
    Label name = new Label("Tally", logo);
    name.getStyleClass().add("product");
    clock.getStyleClass().add("clock");
    clock.setId("clock");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    bar.getStyleClass().add("header-bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getChildren().addAll(name, lamp.node(), gap, clock, button.node());
  }

  /// The node to put into the scene.
  public Node node() {
    return bar;
  }

  /// Shows a state.
  public void render(WindowState state) {
    lamp.render(state.air());
    button.render(state.air());
    boolean onAir = state.air() instanceof Air.OnAir || state.air() instanceof Air.Stopping;
    clock.setVisible(onAir);
    clock.setText(Words.clock(state.numbers().onAirSeconds()));
  }
}
