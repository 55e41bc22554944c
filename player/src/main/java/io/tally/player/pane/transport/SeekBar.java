// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.transport;

import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.input.MouseEvent;

/// At which place of what can be seen does it stand, and where does a person want it?
///
/// The wish is told when the mouse lets go, once; with the keyboard at each step. Threads: the
/// JavaFX thread. Style class: `seek-bar`.
final class SeekBar {
  private static final double NS = 1e9;
  private static final double THUMB_PX = 7; // half of it: how far the track is from the ends

  private final Slider slider = new Slider(0, 1, 0);
  private final LongConsumer wishes;
  private final Consumer<OptionalLong> pointed;
  private Standing shown = Standing.NONE;
  private boolean rendering;
  private boolean held;

  /// @param wishes told the place that a person wants, ns
  /// @param pointed told the place at which the mouse points; empty when it does not
  SeekBar(LongConsumer wishes, Consumer<OptionalLong> pointed) {
    this.wishes = wishes;
    this.pointed = pointed;
    slider.getStyleClass().add("seek-bar");
    slider.setAccessibleText("Place in the stream");
    slider.setBlockIncrement(TransportKeys.STEP_NS / NS);
    slider.setMinWidth(60);
    slider.setMaxWidth(Double.MAX_VALUE);
    slider.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> held = true);
    slider.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> letGo());
    slider.addEventHandler(MouseEvent.MOUSE_MOVED, this::point);
    slider.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> pointed.accept(OptionalLong.empty()));
    slider.valueProperty().addListener((_, _, now) -> moved(now.doubleValue()));
  }

  private void moved(double seconds) {
    if (rendering) {
      return;
    }
    if (held) {
      pointed.accept(OptionalLong.of(place(seconds)));
    } else {
      wishes.accept(place(seconds));
    }
  }

  private void letGo() {
    if (held) {
      held = false;
      pointed.accept(OptionalLong.empty());
      if (shown.isSeekable()) {
        wishes.accept(place(slider.getValue()));
      }
    }
  }

  private void point(MouseEvent event) {
    double track = slider.getWidth() - 2 * THUMB_PX;
    if (track > 0 && shown.isSeekable()) {
      double share = Math.clamp((event.getX() - THUMB_PX) / track, 0, 1);
      pointed.accept(
          OptionalLong.of(place(slider.getMin() + share * (slider.getMax() - slider.getMin()))));
    }
  }

  private long place(double seconds) {
    return shown.clamped(Math.round(seconds * NS));
  }

  Node node() {
    return slider;
  }

  void render(Standing standing) {
    shown = standing;
    slider.setDisable(!standing.isSeekable());
    if (held) {
      return; // the hand is the master
    }
    rendering = true; // what is set below is no wish of a person
    slider.setMin(standing.startNs() / NS);
    slider.setMax(Math.max(standing.endNs() / NS, slider.getMin() + 1));
    slider.setValue(standing.positionNs() / NS);
    rendering = false;
  }
}
