// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.watching;

import io.tally.app.window.look.Icon;
import io.tally.app.window.look.Icons;
import io.tally.app.window.look.Titled;
import io.tally.player.pane.report.ReportPane;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// Which is below the pictures: the desk of the sender, or a stream's report?
///
/// Threads: the JavaFX thread.
final class ReportSwitch {
  private static final double REPORT_PART = 0.41; // of the window's height
  private static final double MOST_REPORT_PX = 400; // what is above that is the picture's

  private final Region desk;
  private final StackPane below;
  private final Runnable changed;
  private final ToggleGroup buttons = new ToggleGroup();
  private final Map<Watched, ToggleButton> byStream = new HashMap<>();
  private @Nullable ReportPane shown;

  /// The desk is shown first.
  ///
  /// @param changed told when something else is below
  ReportSwitch(Region desk, Runnable changed) {
    this.desk = desk;
    this.changed = changed;
    below = new StackPane(desk);
    below.setMinHeight(Region.USE_PREF_SIZE);
    below.setMaxHeight(Region.USE_PREF_SIZE);
  }

  /// A button that shows a stream's report, to put beside its title.
  ToggleButton button(Watched stream) {
    ToggleButton button = new ToggleButton("Report", Icons.of(Icon.CLIPBOARD_CHECK_OUTLINE));
    button.getStyleClass().addAll("quiet", "flat", "report-switch");
    button.setTooltip(new Tooltip("What is wrong with the stream that plays"));
    button.setToggleGroup(buttons);
    button.setOnAction(_ -> change(button.isSelected() ? stream : null));
    byStream.put(stream, button);
    return button;
  }

  private void change(@Nullable Watched stream) {
    ReportPane before = shown;
    ReportPane next = stream == null ? null : stream.report();
    if (before != null) {
      before.rest();
      Titled.show(before.node(), false);
    }
    if (next != null) {
      if (!below.getChildren().contains(next.node())) {
        add(next.node());
      }
      Titled.show(next.node(), true);
      next.open();
    }
    Titled.show(desk, next == null);
    shown = next;
    changed.run();
  }

  private void add(Region report) {
    report
        .prefHeightProperty()
        .bind(
            below
                .sceneProperty()
                .flatMap(scene -> scene.heightProperty())
                .map(height -> Math.min(MOST_REPORT_PX, REPORT_PART * height.doubleValue())));
    below.getChildren().add(report);
  }

  /// Whether a report is below.
  boolean isOpen() {
    return shown != null;
  }

  /// What is below the pictures.
  Region below() {
    return below;
  }

  /// Shows a stream's report.
  void show(Watched stream) {
    select(stream, true);
  }

  /// Shows the desk again, if this stream's report is there.
  void leave(Watched stream) {
    select(stream, false);
  }

  private void select(Watched stream, boolean wanted) {
    ToggleButton button = byStream.get(stream);
    if (button != null && button.isSelected() != wanted) {
      button.setSelected(wanted);
      change(wanted ? stream : null);
    }
  }
}
