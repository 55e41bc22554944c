// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.mixer;

import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Card;
import io.tally.app.window.state.ChannelItem;
import io.tally.app.window.state.WindowState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// Which channels has the mix, how loud is each, and how loud is the whole?
///
/// Threads: the JavaFX thread. [#attach] starts the meters, [#detach] stops them.
public final class MixerPane {
  private final HBox strips = new HBox();
  private final Label empty = new Label("No sound in the scene yet.\nAdd a microphone.");
  private final Map<String, ChannelStrip> byId = new LinkedHashMap<>();
  private final ProgrammeStrip programme = new ProgrammeStrip();
  private final MeterTimer timer;
  private final Consumer<Intent> intents;
  private final Card card;
  private List<ChannelItem> shown = List.of();

  /// @param taps where the levels are read
  /// @param intents where the person's wishes go
  public MixerPane(MeterTaps taps, Consumer<Intent> intents) {
    this.intents = intents;
    timer = new MeterTimer(taps, programme.meter());
    empty.getStyleClass().add("empty");
    strips.getStyleClass().add("strips");
    ScrollPane scroll = new ScrollPane(strips);
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setFitToHeight(true);
    scroll.setFitToWidth(true);
    scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    StackPane room = new StackPane(scroll, empty);
    HBox.setHgrow(room, Priority.ALWAYS);
    room.setMinWidth(0);
    HBox body = new HBox(room, programme.node());
    body.setAlignment(Pos.TOP_LEFT);
    body.getStyleClass().add("strips");
    card = new Card("Mixer", body);
  }

  /// The node to put into the scene.
  public Region node() {
    return card.node();
  }

  /// Starts the meters.
  public void attach() {
    timer.start();
  }

  /// Stops the meters.
  public void detach() {
    timer.stop();
  }

  /// Shows a state.
  public void render(WindowState state) {
    if (state.channels().equals(shown)) {
      return;
    }
    shown = state.channels();
    List<String> ids = shown.stream().map(ChannelItem::id).toList();
    if (!List.copyOf(byId.keySet()).equals(ids)) {
      rebuild(ids);
    }
    for (ChannelItem item : shown) {
      ChannelStrip strip = byId.get(item.id());
      if (strip != null) {
        strip.render(item);
      }
    }
  }

  private void rebuild(List<String> ids) {
    Map<String, ChannelStrip> kept = new LinkedHashMap<>(byId);
    byId.clear();
    strips.getChildren().clear();
    Map<String, Meter> meters = new LinkedHashMap<>();
    for (String id : ids) {
      ChannelStrip strip = kept.get(id);
      if (strip == null) {
        strip = new ChannelStrip(id, intents);
      }
      byId.put(id, strip);
      strips.getChildren().add(strip.node());
      meters.put(id, strip.meter());
    }
    timer.show(meters);
    empty.setVisible(ids.isEmpty());
  }
}
