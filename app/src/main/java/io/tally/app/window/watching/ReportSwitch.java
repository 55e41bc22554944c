// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.watching;

import io.tally.app.window.look.Icons;
import io.tally.app.window.look.Titled;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// Which is below the pictures: the desk of the sender, or the report of the tester?
///
/// Threads: the JavaFX thread.
public final class ReportSwitch {
  private static final double REPORT_PART = 0.44; // of the window's height

  private final ToggleButton button =
      new ToggleButton("Report", Icons.of(MaterialDesignC.CLIPBOARD_CHECK_OUTLINE));
  private final Region desk;
  private final Monitoring monitoring;
  private final StackPane below;
  private Monitoring.@Nullable Report report;

  /// The desk is shown first.
  public ReportSwitch(Region desk, Monitoring monitoring) {
    this.desk = desk;
    this.monitoring = monitoring;
    below = new StackPane(desk);
    below.setMinHeight(Region.USE_PREF_SIZE);
    below.setMaxHeight(Region.USE_PREF_SIZE);
    button.setId("report-switch");
    button.getStyleClass().addAll("quiet", "flat", "report-switch");
    button.setTooltip(new Tooltip("What is wrong with the stream that plays"));
    button.setOnAction(_ -> change(button.isSelected()));
  }

  private void change(boolean wanted) {
    Monitoring.Report known = report;
    if (known == null) {
      known = monitoring.report().get();
      Region node = known.node();
      node.prefHeightProperty()
          .bind(
              below
                  .sceneProperty()
                  .flatMap(scene -> scene.heightProperty())
                  .map(height -> REPORT_PART * height.doubleValue()));
      below.getChildren().add(node);
      report = known;
    }
    Titled.show(desk, !wanted);
    Titled.show(known.node(), wanted);
    if (wanted) {
      known.open();
    } else {
      known.rest();
    }
  }

  /// The button, to put beside the monitor's title.
  public ToggleButton button() {
    return button;
  }

  /// What is below the pictures.
  public Region below() {
    return below;
  }

  /// Shows the report.
  public void show() {
    button.setSelected(true);
    change(true);
  }
}
