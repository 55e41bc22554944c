// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.transport;

import io.tally.player.pane.draw.Glyphs;
import java.util.List;
import java.util.OptionalLong;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;

/// With which controls does a person move in a stream's time?
///
/// One line: pause, ten seconds back and forward, the seek bar with the place that it points at,
/// jump to live, rate, picture to a file. Threads: the JavaFX thread. Style classes:
/// `transport-bar`, `transport-place`, `transport-rate`, `transport-live` with the pseudo class
/// `live` at the live edge.
public final class TransportBar {
  private static final PseudoClass LIVE = PseudoClass.getPseudoClass("live");
  private static final List<Double> RATES = List.of(0.5, 0.75, 1.0, 1.25, 1.5, 2.0);
  private static final String PLAY = "M0 0 L12 7 L0 14 Z";
  private static final String PAUSE = "M0 0 H4 V14 H0 Z M8 0 H12 V14 H8 Z";
  private static final String BACK = "M8 0 L0 5 L8 10 Z";
  private static final String FORWARD = "M0 0 L8 5 L0 10 Z";
  private static final String DOT = "M4 0 A4 4 0 1 0 4.01 0 Z";
  private static final String CAMERA =
      "M0 3 H3.5 L5 1 H10 L11.5 3 H15 V13 H0 Z M7.5 5 A3 3 0 1 1 7.49 5 Z";

  private final SVGPath mark = Glyphs.of(PAUSE);
  private final Button pause = new Button("", mark);
  private final Button back = step("10", BACK, "Back 10 s (←)", ContentDisplay.LEFT);
  private final Button forward = step("10", FORWARD, "Forward 10 s (→)", ContentDisplay.RIGHT);
  private final SeekBar seek;
  private final Label place = new Label();
  private final Button live = new Button("Live", Glyphs.of(DOT));
  private final MenuButton rate = new MenuButton("1×");
  private final ToggleGroup rates = new ToggleGroup();
  private final Button camera = new Button("", Glyphs.of(CAMERA));
  private final HBox box = new HBox();
  private Standing shown = Standing.NONE;
  private OptionalLong pointed = OptionalLong.empty();

  /// @param wishes carries out what is asked for
  public TransportBar(TransportWishes wishes) {
    seek = new SeekBar(wishes::seek, this::point);
    HBox.setHgrow(seek.node(), Priority.ALWAYS);
    Glyphs.name(pause, "Pause (Space)");
    Glyphs.name(live, "Jump to live (L)");
    Glyphs.name(camera, "Save the picture (S)");
    pause.setOnAction(_ -> wishes.pauseOrGoOn());
    back.setOnAction(_ -> wishes.step(-TransportKeys.STEP_NS));
    forward.setOnAction(_ -> wishes.step(TransportKeys.STEP_NS));
    live.setOnAction(_ -> wishes.goLive());
    live.getStyleClass().add("transport-live");
    camera.setOnAction(_ -> wishes.keepPicture());
    place.getStyleClass().addAll("player-figure", "transport-place");
    place.setMinWidth(Region.USE_PREF_SIZE);
    rates(wishes);
    box.getStyleClass().add("transport-bar");
    box.setAlignment(Pos.CENTER_LEFT);
    box.setMaxHeight(Region.USE_PREF_SIZE);
    box.getChildren().addAll(pause, back, forward, seek.node(), place, live, rate, camera);
    for (Region fixed : List.of(pause, back, forward, live, rate, camera)) {
      fixed.setMinWidth(Region.USE_PREF_SIZE);
    }
    render(Standing.NONE);
  }

  private static Button step(String text, String path, String name, ContentDisplay side) {
    Button button = new Button(text, Glyphs.of(path));
    Glyphs.name(button, name);
    button.setContentDisplay(side);
    button.getStyleClass().add("transport-step");
    return button;
  }

  private void rates(TransportWishes wishes) {
    rate.getStyleClass().addAll("quiet", "transport-rate");
    rate.setAccessibleText("Rate of playing");
    rate.setTooltip(new Tooltip("Rate of playing"));
    for (double factor : RATES) {
      RadioMenuItem item = new RadioMenuItem(TimeWords.rate(factor));
      item.setToggleGroup(rates);
      item.setUserData(factor);
      item.setOnAction(_ -> wishes.setRate(factor));
      rate.getItems().add(item);
    }
  }

  /// The node to put into the scene.
  public Region node() {
    return box;
  }

  private void point(OptionalLong at) {
    pointed = at;
    sayPlace();
  }

  private void sayPlace() {
    place.setText(shown.open() ? TimeWords.place(shown, pointed.orElse(shown.positionNs())) : "");
  }

  /// Shows where it stands.
  public void render(Standing standing) {
    shown = standing;
    mark.setContent(standing.running() || !standing.open() ? PAUSE : PLAY);
    Glyphs.rename(
        pause, standing.running() || !standing.open() ? "Pause (Space)" : "Go on (Space)");
    for (Button button : List.of(pause, camera)) {
      button.setDisable(!standing.open());
    }
    back.setDisable(!standing.isSeekable());
    forward.setDisable(!standing.isSeekable());
    rate.setDisable(!standing.open());
    live.setVisible(standing.live());
    live.setManaged(standing.live());
    live.pseudoClassStateChanged(LIVE, standing.atLive() && standing.running());
    rate.setText(TimeWords.rate(standing.rate()));
    rates.getToggles().stream()
        .filter(item -> item.getUserData().equals(standing.rate()))
        .forEach(rates::selectToggle);
    seek.render(standing);
    sayPlace();
  }
}
