// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window;

import io.tally.app.window.canvas.CanvasPane;
import io.tally.app.window.destination.DestinationsPane;
import io.tally.app.window.form.FormOverlay;
import io.tally.app.window.header.HeaderBar;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.mixer.MeterTaps;
import io.tally.app.window.mixer.MixerPane;
import io.tally.app.window.sources.SourcesPane;
import io.tally.app.window.state.WindowState;
import io.tally.app.window.status.NoticeBar;
import io.tally.app.window.status.StatusLine;
import io.tally.app.window.watching.Watched;
import io.tally.app.window.watching.Watching;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// How are the parts of the window arranged?
///
/// The pictures side by side take what height there is; below them sources, mixer and destinations
/// keep the height that they need, or give their place to the report. Over all of it lies the form
/// of an endpoint, while it is open. Life: [#attach], then [#render] any number of times,
/// [#detach]. Threads: the JavaFX thread.
final class MainView {
  private static final double LEAST_DESK_PX = 256;
  private static final double MOST_DESK_PX = 340;
  private static final double DESK_PART = 0.33; // of the window's height
  private final HeaderBar header;
  private final NoticeBar notice;
  private final CanvasPane canvas;
  private final SourcesPane sources;
  private final MixerPane mixer;
  private final DestinationsPane destinations;
  private final Watching watching;
  private final FormOverlay form;
  private final StatusLine status;
  private final StackPane root = new StackPane();

  /// @param preview shows the canvas
  /// @param monitor plays what viewers see, and says what is wrong with it
  MainView(Region preview, Watched monitor, MeterTaps taps, Consumer<Intent> intents) {
    header = new HeaderBar(intents);
    notice = new NoticeBar(intents);
    canvas = new CanvasPane(preview, intents);
    sources = new SourcesPane(intents);
    mixer = new MixerPane(taps, intents);
    destinations = new DestinationsPane(intents);
    status = new StatusLine(intents);

    size(sources.node(), 290, 350, 460);
    size(mixer.node(), 340, 340, Double.MAX_VALUE); // two channels and the programme at least
    size(destinations.node(), 310, 400, 560);
    HBox desk = new HBox(sources.node(), mixer.node(), destinations.node());
    desk.getStyleClass().add("desk");
    desk.prefHeightProperty().bind(root.heightProperty().map(MainView::deskHeight));
    watching = new Watching(canvas.node(), monitor, desk);
    VBox.setVgrow(watching.pictures(), Priority.ALWAYS);

    VBox body = new VBox(notice.node(), watching.pictures(), watching.below());
    body.getStyleClass().add("body");
    VBox.setVgrow(body, Priority.ALWAYS);
    VBox window = new VBox(header.node(), body, status.node());
    form = new FormOverlay(window, intents);
    root.getStyleClass().add("window");
    root.getChildren().addAll(window, form.node());
  }

  /// What the pictures cannot use in a high window is the desk's.
  private static double deskHeight(Number windowHeight) {
    return Math.clamp(DESK_PART * windowHeight.doubleValue(), LEAST_DESK_PX, MOST_DESK_PX);
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

  /// Shows the monitor as a tester wants it.
  ///
  /// @param beside played next to it, to be compared
  void test(Optional<URI> beside) {
    watching.test(beside);
  }

  /// Ends what is played beside the monitor's stream; off the JavaFX thread, after [#detach].
  void close() {
    watching.close();
  }

  void attach() {
    mixer.attach();
  }

  void detach() {
    mixer.detach();
    watching.closeView();
  }

  void render(WindowState state) {
    header.render(state);
    notice.render(state);
    canvas.render(state);
    sources.render(state);
    mixer.render(state);
    destinations.render(state);
    form.render(state);
    status.render(state);
  }
}
