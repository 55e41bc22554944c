// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.compare;

import io.tally.player.Subscription;
import io.tally.player.monitor.MonitorState;
import io.tally.player.monitor.StreamMonitor;
import io.tally.player.monitor.compare.Comparison;
import io.tally.player.monitor.compare.Comparison.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// How does a stream play, in figures, and how another beside it?
///
/// Life: made, [#node] shown, [#open]ed and [#rest]ed any number of times. Threads: the JavaFX
/// thread. Style classes: `comparison`, `comparison-head`, `comparison-title`, `comparison-value`
/// (with the pseudo class `bad`), `comparison-sentence`.
public final class ComparisonPane {
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

  private final GridPane grid = new GridPane();
  private final Label sentence = new Label();
  private final VBox box = new VBox(grid, sentence);
  private final List<Subscription> watching = new ArrayList<>();
  private final AtomicBoolean due = new AtomicBoolean();
  private volatile MonitorState first = MonitorState.NONE;
  private volatile @Nullable MonitorState second;

  public ComparisonPane() {
    grid.getStyleClass().add("comparison");
    ColumnConstraints titles = new ColumnConstraints();
    titles.setMinWidth(0); // what is told gives way, the figures do not
    titles.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().add(titles);
    for (int column = 0; column < 2; column++) {
      ColumnConstraints values = new ColumnConstraints();
      values.setHalignment(HPos.RIGHT);
      values.setMinWidth(Region.USE_PREF_SIZE);
      grid.getColumnConstraints().add(values);
    }
    sentence.getStyleClass().add("comparison-sentence");
    sentence.setWrapText(true);
    sentence.setMinHeight(Region.USE_PREF_SIZE);
    box.setMinHeight(0);
    render();
  }

  /// The node to put into the scene.
  public Region node() {
    return box;
  }

  /// Begins to show one stream, or two; those of before are left.
  public void open(StreamMonitor one, Optional<StreamMonitor> other) {
    List<Subscription> before = List.copyOf(watching);
    watching.clear();
    first = MonitorState.NONE;
    second = other.isPresent() ? MonitorState.NONE : null;
    watching.add(
        one.watch(state -> {
          first = state;
          renderSoon();
        }));
    other.ifPresent(beside ->
        watching.add(
            beside.watch(state -> {
              second = state;
              renderSoon();
            })));
    before.forEach(Subscription::close); // last: what goes on being watched is not begun anew
    render();
  }

  /// Shows nothing new any more.
  public void rest() {
    watching.forEach(Subscription::close);
    watching.clear();
  }

  private void renderSoon() {
    if (!due.getAndSet(true)) {
      Platform.runLater(this::render);
    }
  }

  private void render() {
    due.set(false);
    Optional<MonitorState> beside = Optional.ofNullable(second);
    Comparison now = Comparison.of(first, beside);
    grid.getChildren().clear();
    if (beside.isPresent()) {
      grid.add(label("comparison-head", "A"), 1, 0);
      grid.add(label("comparison-head", "B"), 2, 0);
    }
    int line = 1;
    for (Row row : now.rows()) {
      grid.add(label("comparison-title", row.title()), 0, line);
      grid.add(value(row.first(), row.firstBad()), 1, line);
      if (beside.isPresent()) {
        grid.add(value(row.second(), row.secondBad()), 2, line);
      }
      line++;
    }
    sentence.setText(now.sentence());
    sentence.setVisible(!now.sentence().isEmpty());
    sentence.setManaged(!now.sentence().isEmpty());
  }

  private static Label value(String text, boolean bad) {
    Label label = label("comparison-value", text.isEmpty() ? "–" : text);
    label.pseudoClassStateChanged(BAD, bad);
    return label;
  }

  private static Label label(String styleClass, String text) {
    Label label = new Label(text);
    label.getStyleClass().add(styleClass);
    return label;
  }
}
