// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import io.tally.player.subtitle.Subtitles;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.text.TextAlignment;

/// What is to be read over the picture?
///
/// Threads: made and laid out on the JavaFX thread; [#follow] on any one thread, and only what
/// changes crosses to the other. Style class: `player-subtitles`.
final class SubtitleView {
  private static final double FROM_BELOW = 12;

  private final Subtitles subtitles;
  private final Label label = new Label();
  private final StackPane box = new StackPane(label);
  private final AtomicReference<List<String>> due = new AtomicReference<>(List.of());

  SubtitleView(Subtitles subtitles) {
    this.subtitles = subtitles;
    label.getStyleClass().add("player-subtitles");
    label.setWrapText(true);
    label.setTextAlignment(TextAlignment.CENTER);
    label.setVisible(false);
    StackPane.setAlignment(label, Pos.BOTTOM_CENTER);
    label.setTranslateY(-FROM_BELOW);
    box.setMinSize(0, 0);
    box.setMouseTransparent(true);
  }

  Node node() {
    return box;
  }

  /// Shows what goes with a picture.
  ///
  /// @param runNs its pts
  void follow(long runNs) {
    List<String> now = subtitles.at(runNs);
    if (!now.equals(due.getAndSet(now))) {
      Platform.runLater(this::render);
    }
  }

  /// Shows nothing until the next picture comes.
  void clear() {
    due.set(List.of());
    render();
  }

  private void render() {
    List<String> now = due.get();
    label.setText(String.join("\n", now));
    label.setVisible(!now.isEmpty());
  }
}
