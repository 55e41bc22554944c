// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.form;

import io.tally.app.window.look.Icon;
import io.tally.app.window.look.Icons;
import io.tally.app.window.look.Marks;
import io.tally.app.window.look.Symbol;
import io.tally.app.window.look.Titled;
import io.tally.app.window.state.endpoint.Check;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// How did one step of a test go?
///
/// Threads: the JavaFX thread.
final class StepRow {
  private final Symbol icon = Icons.of(Icon.DOTS_HORIZONTAL, "step-icon");
  private final Label name = new Label();
  private final Label sentence = new Label();
  private final Label time = new Label();
  private final HBox row = new HBox();
  private Check.@Nullable Step shown;

  StepRow() {
    name.getStyleClass().add("step-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    sentence.getStyleClass().add("step-sentence");
    sentence.setWrapText(true);
    sentence.setMinHeight(Region.USE_PREF_SIZE);
    time.getStyleClass().add("step-time");
    time.setMinWidth(Region.USE_PREF_SIZE);
    VBox words = new VBox(name, sentence);
    HBox.setHgrow(words, Priority.ALWAYS);
    row.setAlignment(Pos.TOP_LEFT);
    row.getStyleClass().add("step");
    row.getChildren().addAll(icon, words, time);
  }

  Node node() {
    return row;
  }

  void render(Check.Step step) {
    if (step.equals(shown)) {
      return;
    }
    shown = step;
    icon.show(icon(step.outcome()));
    Marks.mark(icon, step.outcome());
    Marks.mark(sentence, step.outcome());
    name.setText(step.name());
    sentence.setText(step.sentence());
    Titled.show(sentence, !step.sentence().isEmpty());
    time.setText(step.outcome() == Check.Outcome.SKIPPED ? "" : time(step.millis()));
  }

  private static String time(long millis) {
    return millis < 10_000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  private static Icon icon(Check.Outcome outcome) {
    return switch (outcome) {
      case RUNNING -> Icon.DOTS_HORIZONTAL;
      case PASSED -> Icon.CHECK_CIRCLE_OUTLINE;
      case WARNED -> Icon.ALERT_OUTLINE;
      case FAILED -> Icon.CLOSE_CIRCLE_OUTLINE;
      case SKIPPED -> Icon.MINUS_CIRCLE_OUTLINE;
    };
  }
}
