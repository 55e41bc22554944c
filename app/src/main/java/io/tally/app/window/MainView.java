// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import io.tally.app.window.canvas.CanvasPane;
import io.tally.app.window.endpoint.EndpointPane;
import io.tally.app.window.header.HeaderBar;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Card;
import io.tally.app.window.mixer.MeterTaps;
import io.tally.app.window.mixer.MixerPane;
import io.tally.app.window.sources.SourcesPane;
import io.tally.app.window.state.WindowState;
import io.tally.app.window.status.NoticeBar;
import io.tally.app.window.status.StatusLine;
import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// How are the parts of the window arranged?
///
/// Two pictures side by side take what height there is; below them sources, mixer and destination
/// keep the height that they need. Life: [#attach], then [#render] any number of times, [#detach].
/// Threads: the JavaFX thread.
final class MainView {
  private static final double DESK_PX = 256;
  private final HeaderBar header;
  private final NoticeBar notice;
  private final CanvasPane canvas;
  private final SourcesPane sources;
  private final MixerPane mixer;
  private final EndpointPane endpoint;
  private final StatusLine status = new StatusLine();
  private final VBox root = new VBox();

  /// @param preview shows the canvas
  /// @param monitor plays what viewers see
  MainView(Region preview, Region monitor, MeterTaps taps, Consumer<Intent> intents) {
    header = new HeaderBar(intents);
    notice = new NoticeBar(intents);
    canvas = new CanvasPane(preview, intents);
    sources = new SourcesPane(intents);
    mixer = new MixerPane(taps, intents);
    endpoint = new EndpointPane(intents);

    HBox pictures = new HBox(picture(canvas.node()), picture(new Card("Monitor", monitor).node()));
    pictures.getStyleClass().add("pictures");
    VBox.setVgrow(pictures, Priority.ALWAYS);

    size(sources.node(), 290, 350, 460);
    size(mixer.node(), 340, 340, Double.MAX_VALUE); // two channels and the programme at least
    size(endpoint.node(), 310, 320, 420);
    HBox desk = new HBox(sources.node(), mixer.node(), endpoint.node());
    desk.getStyleClass().add("desk");
    desk.setMinHeight(DESK_PX);
    desk.setPrefHeight(DESK_PX);
    desk.setMaxHeight(DESK_PX);

    VBox body = new VBox(notice.node(), pictures, desk);
    body.getStyleClass().add("body");
    VBox.setVgrow(body, Priority.ALWAYS);
    root.getStyleClass().add("window");
    root.getChildren().addAll(header.node(), body, status.node());
  }

  private static Region picture(Region card) {
    card.getStyleClass().add("picture-card");
    HBox.setHgrow(card, Priority.ALWAYS);
    card.setPrefWidth(400); // both alike: what is left over is shared evenly
    card.setMinWidth(0);
    card.setMinHeight(0);
    return card;
  }

  private static void size(Region card, double min, double preferred, double max) {
    card.setMinWidth(min);
    card.setPrefWidth(preferred);
    card.setMaxWidth(max);
    HBox.setHgrow(card, Priority.ALWAYS);
  }

  Parent node() {
    return root;
  }

  void attach() {
    mixer.attach();
  }

  void detach() {
    mixer.detach();
  }

  void render(WindowState state) {
    header.render(state);
    notice.render(state);
    canvas.render(state);
    sources.render(state);
    mixer.render(state);
    endpoint.render(state);
    status.render(state);
  }
}
