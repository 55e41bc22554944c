// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.mixer;

import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Icon;
import io.tally.app.window.look.Icons;
import io.tally.app.window.look.Words;
import io.tally.app.window.state.ChannelItem;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// How loud is one channel, and how is that changed?
///
/// Threads: the JavaFX thread.
final class ChannelStrip {
  static final int METER_PX = 104;
  private final VBox strip = new VBox();
  private final Label name = new Label();
  private final Label gain = new Label();
  private final Slider slider = new Slider(ChannelItem.MIN_GAIN_DB, ChannelItem.MAX_GAIN_DB, 0);
  private final ToggleButton mute = new ToggleButton();
  private final Meter meter = new Meter(METER_PX);
  private final Tooltip about = new Tooltip();
  private boolean rendering;

  ChannelStrip(String id, Consumer<Intent> intents) {
    slider.setOrientation(Orientation.VERTICAL);
    slider.setBlockIncrement(1);
    slider.setPrefHeight(METER_PX + 8);
    slider.getStyleClass().add("fader");
    slider
        .valueProperty()
        .addListener((_, _, value) -> {
          if (!rendering) {
            intents.accept(new Intent.SetGain(id, Math.round(value.doubleValue() * 2) / 2.0));
          }
        });
    slider.setOnMouseClicked(click -> {
      if (click.getClickCount() == 2) {
        intents.accept(new Intent.SetGain(id, 0));
      }
    });
    mute.getStyleClass().addAll("button-icon", "mute");
    mute.setOnAction(_ -> intents.accept(new Intent.SetMuted(id, mute.isSelected())));
    name.getStyleClass().add("strip-name");
    name.setTooltip(about);
    gain.getStyleClass().add("strip-gain");
    HBox movers = new HBox(meter.node(), slider);
    movers.setAlignment(Pos.CENTER);
    movers.getStyleClass().add("strip-movers");
    strip.getStyleClass().add("strip");
    strip.setAlignment(Pos.TOP_CENTER);
    strip.getChildren().addAll(name, movers, gain, mute);
  }

  Node node() {
    return strip;
  }

  Meter meter() {
    return meter;
  }

  void render(ChannelItem item) {
    rendering = true;
    name.setText(item.name());
    about.setText(
        item.driftPpm().isPresent()
            ? "%s%nClock drift %+d ppm, resampled away"
                .formatted(item.name(), item.driftPpm().getAsInt())
            : item.name());
    if (!slider.isValueChanging()) {
      slider.setValue(item.gainDb());
    }
    slider.setAccessibleText("Gain of " + item.name());
    gain.setText(Words.gain(item.gainDb(), ChannelItem.MIN_GAIN_DB));
    mute.setSelected(item.muted());
    mute.setGraphic(Icons.of(item.muted() ? Icon.VOLUME_OFF : Icon.VOLUME_HIGH));
    mute.setAccessibleText((item.muted() ? "Unmute " : "Mute ") + item.name());
    rendering = false;
  }
}
