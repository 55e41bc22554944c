// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.destination;

import io.tally.app.window.look.Titled;
import io.tally.app.window.state.endpoint.Figures;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

/// Which numbers of a line are seen at a glance?
///
/// Threads: the JavaFX thread.
final class FiguresText {
  private final Label numbers = new Label();
  private final Label losses = new Label();
  private final Tooltip reasons = new Tooltip();
  private final Label reduction = new Label();
  private boolean wanted;

  FiguresText() {
    numbers.getStyleClass().add("endpoint-figures");
    numbers.setTooltip(
        new Tooltip(
            "Bit rate of what is asked for, the programme that waits to be sent,\n"
                + "and the time to the far end and back"));
    losses.getStyleClass().addAll("endpoint-figures", "endpoint-losses");
    losses.setTooltip(reasons);
    reduction.setWrapText(true);
    reduction.getStyleClass().addAll("endpoint-figures", "endpoint-losses");
  }

  Node numbers() {
    return numbers;
  }

  Node losses() {
    return losses;
  }

  /// Why there is less to send there than elsewhere.
  Label reduction() {
    return reduction;
  }

  void show(boolean visible) {
    wanted = visible;
    Titled.show(numbers, visible);
  }

  void render(Figures figures) {
    numbers.setText(ConditionWords.figures(figures));
    String lost = ConditionWords.losses(figures);
    losses.setText(lost);
    Titled.show(losses, wanted && !lost.isEmpty());
    reduction.setText(figures.reduction().orElse(""));
    Titled.show(reduction, wanted && figures.reduction().isPresent());
    List<String> why = ConditionWords.drops(figures.drops());
    reasons.setText(why.isEmpty() ? lost : String.join("\n", why));
    losses.setAccessibleText(lost + ". " + String.join(". ", why));
  }
}
