// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import io.tally.player.PlayerState;
import io.tally.player.glass.GlassFacts;
import io.tally.player.glass.GlassWords;
import io.tally.player.pane.draw.Glyphs;
import io.tally.player.seek.Whereabouts;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;

/// Which controls steer a player, and which figures say how it goes?
///
/// Threads: the JavaFX thread. Style classes: `player-bar`, `player-address`, `player-position`,
/// `player-distance`, `player-format`, `player-note` (with the pseudo class `said` for a word in
/// between); the address has the pseudo class `wrong` while it is none.
final class PlayerBar {
  /// Who carries out what is asked for? Called on the JavaFX thread; must not block.
  interface Wishes {
    void play(URI playlist);

    void stop();

    void setVolume(double level);

    void setMuted(boolean muted);
  }

  private static final PseudoClass SAID = PseudoClass.getPseudoClass("said");
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
  private static final String PLAY = "M0 0 L12 7 L0 14 Z";
  private static final String STOP = "M0 1 H12 V13 H0 Z";
  private static final String SPEAKER = "M0 4 H3 L7 0 V14 L3 10 H0 Z";
  private static final String LOUD = SPEAKER + " M9 3 Q12 7 9 11 M11 0 Q16 7 11 14";

  private final Wishes wishes;
  private final TextField address = new TextField();
  private final SVGPath mark = Glyphs.of(PLAY);
  private final Button toggle = new Button("", mark);
  private final SVGPath speaker = Glyphs.of(LOUD);
  private final ToggleButton mute = new ToggleButton("", speaker);
  private final Label position = figure("player-position");
  private final Label distance = figure("player-distance");
  private final Label format = figure("player-format");
  private final Label note = figure("player-note");
  private final Tooltip whole = new Tooltip();
  private final Tooltip stages = new Tooltip();
  private final StreamChoosers choosers;
  private final VBox box = new VBox();
  private boolean active;
  private String newest = "";
  private String said = "";
  private String saidOver = "";

  PlayerBar(double volume, boolean muted, StreamChoosers choosers, Wishes wishes) {
    this.wishes = wishes;
    this.choosers = choosers;
    address.setPromptText("HLS or DASH address (http://…/playlist.m3u8)");
    address.getStyleClass().add("player-address");
    address.setOnAction(_ -> play());
    address.textProperty().addListener(_ -> address.pseudoClassStateChanged(WRONG, false));
    HBox.setHgrow(address, Priority.ALWAYS);
    Glyphs.name(toggle, "Play");
    toggle.setOnAction(_ -> {
      if (active) {
        wishes.stop();
      } else {
        play();
      }
    });
    mute(muted);
    Slider level = volume(volume);
    // Only what can be heard has waves.
    speaker
        .contentProperty()
        .bind(
            Bindings.when(mute.selectedProperty().or(level.valueProperty().isEqualTo(0, 0.001)))
                .then(SPEAKER)
                .otherwise(LOUD));
    HBox controls = new HBox(toggle, address, mute, level);
    controls.getChildren().addAll(2, choosers.nodes());
    controls.setAlignment(Pos.CENTER_LEFT);
    controls.setSpacing(6);
    // What is told at length gives way, the figures do not.
    for (Label figure : List.of(position, distance, format)) {
      figure.setMinWidth(Region.USE_PREF_SIZE);
    }
    note.setMaxWidth(Double.MAX_VALUE);
    note.setTooltip(whole);
    HBox.setHgrow(note, Priority.ALWAYS);
    HBox figures = new HBox(position, distance, note, format);
    figures.setSpacing(12);
    box.getStyleClass().add("player-bar");
    box.getChildren().addAll(controls, figures);
  }

  private void mute(boolean muted) {
    Glyphs.name(mute, "Mute the monitor");
    mute.setSelected(muted);
    mute.setOnAction(_ -> wishes.setMuted(mute.isSelected()));
  }

  private Slider volume(double level) {
    Slider volume = new Slider(0, 1, level);
    volume.setPrefWidth(70);
    volume.setMinWidth(50);
    volume.setAccessibleText("Volume of the monitor");
    volume.setTooltip(
        new Tooltip(
            "Volume of the monitor. Desktop sound hears it, too:\nmute that channel while you listen."));
    volume.valueProperty().addListener((_, _, now) -> wishes.setVolume(now.doubleValue()));
    return volume;
  }

  private static Label figure(String styleClass) {
    Label label = new Label();
    label.setMinWidth(0);
    label.getStyleClass().addAll("player-figure", styleClass);
    return label;
  }

  Node node() {
    return box;
  }

  private void play() {
    Optional<URI> typed = StateWords.address(address.getText());
    address.pseudoClassStateChanged(WRONG, typed.isEmpty());
    typed.ifPresent(wishes::play);
  }

  /// What is opened stands in the field, unless somebody types there.
  void show(URI opened) {
    if (!address.isFocused()) {
      address.setText(opened.toString());
    }
  }

  /// Says something once, in the place of what is not as it should be, until that is something
  /// else.
  void tell(String sentence) {
    said = sentence;
    saidOver = newest;
    showNote();
  }

  private void showNote() {
    String shown = said.isEmpty() ? newest : said;
    note.pseudoClassStateChanged(SAID, !said.isEmpty());
    note.setText(shown);
    whole.setText(shown);
  }

  /// @param glass how it arrives, if a Tally sent it
  /// @param where while a stream is open
  /// @param muted whether the sound is silenced, by whomever
  void render(PlayerState state, GlassFacts glass, Optional<Whereabouts> where, boolean muted) {
    mute.setSelected(muted);
    choosers.render();
    active = StateWords.isActive(state);
    mark.setContent(active ? STOP : PLAY);
    String action = active ? "Stop" : "Play";
    Glyphs.rename(toggle, action);
    position.setText(StateWords.position(state));
    distance.setText(StateWords.distance(state, glass, where));
    stages.setText(glass.delay().map(GlassWords::stages).orElse(""));
    distance.setTooltip(stages.getText().isEmpty() ? null : stages);
    format.setText(StateWords.format(state));
    newest = StateWords.note(state);
    if (!newest.equals(saidOver) || !active) {
      said = "";
    }
    showNote();
  }
}
