// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.canvas;

import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Card;
import io.tally.app.window.look.Words;
import io.tally.app.window.state.WindowState;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What goes out, and in which form?
///
/// Its bar is as high as the monitor's, so that the two pictures are alike. Threads: the JavaFX
/// thread.
public final class CanvasPane {
  private final PictureRow row;
  private final Label weight = figure("What the picture takes of the line");
  private final Label made = figure("What the canvas truly makes");
  private final Card card;

  /// @param picture shows the canvas
  /// @param intents where the person's wishes go
  public CanvasPane(Region picture, Consumer<Intent> intents) {
    row = new PictureRow(intents);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox figures = new HBox(weight, gap, made);
    figures.getStyleClass().add("figures");
    VBox bar = new VBox(row.node(), figures);
    bar.getStyleClass().add("player-bar");
    StackPane ground = new StackPane(picture);
    ground.setMinSize(0, 0);
    VBox.setVgrow(ground, Priority.ALWAYS);
    VBox body = new VBox(ground, bar);
    body.getStyleClass().add("player-pane");
    card = new Card("Preview", body);
  }

  private static Label figure(String meaning) {
    Label label = new Label();
    label.getStyleClass().add("player-figure");
    label.setTooltip(new Tooltip(meaning));
    return label;
  }

  /// The node to put into the scene.
  public Region node() {
    return card.node();
  }

  /// Shows a state.
  public void render(WindowState state) {
    row.render(state.picture(), state.encoders(), state.air().busy());
    row.renderStamps(state.stamped(), state.air().busy());
    weight.setText(Words.perHour(state.picture().bitrateBps()));
    made.setText(
        Words.size(state.picture().width(), state.picture().height())
            + ", "
            + Words.framesPerSecond(state.numbers().framesPerSecond()));
  }
}
