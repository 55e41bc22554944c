// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.destination;

import io.tally.app.window.state.endpoint.EndpointItem;
import io.tally.app.window.state.endpoint.Figures;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is there to know about one line beyond what its card says at a glance?
///
/// Threads: the JavaFX thread.
final class Details {
  private static final double PLOT_PX = 48;
  private final HistoryPlot plot = new HistoryPlot(100, PLOT_PX);
  private final GridPane grid = new GridPane();
  private final Label bitrate = new Label();
  private final Label queue = new Label();
  private final Label roundTrip = new Label();
  private final Label drops = new Label();
  private final Label reconnects = new Label();
  private final SrtRows srt;
  private final VBox box = new VBox(plot.node(), grid);

  Details() {
    box.getStyleClass().add("details");
    grid.getStyleClass().add("details-grid");
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(new ColumnConstraints(), values);
    drops.setWrapText(true);
    row(0, "Bit rate", bitrate);
    row(1, "Queue", queue);
    row(2, "Round trip", roundTrip);
    row(3, "Dropped", drops);
    row(4, "Reconnected", reconnects);
    srt = new SrtRows(this::row, 5);
  }

  private List<Node> row(int index, String title, Label value) {
    Label label = new Label(title);
    label.getStyleClass().add("details-title");
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.setLabelFor(value);
    value.getStyleClass().add("details-value");
    grid.add(label, 0, index);
    grid.add(value, 1, index);
    GridPane.setValignment(label, VPos.TOP);
    return List.of(label, value);
  }

  Region node() {
    return box;
  }

  void render(EndpointItem item) {
    Figures figures = item.figures();
    plot.render(item.history());
    bitrate.setText(ConditionWords.bitrate(figures));
    queue.setText(ConditionWords.queue(figures));
    roundTrip.setText(
        figures.roundTripMs().isPresent()
            ? figures.roundTripMs().getAsLong() + " ms"
            : "not told by this system");
    List<String> lost = ConditionWords.drops(figures.drops());
    drops.setText(lost.isEmpty() ? "nothing" : String.join("\n", lost));
    reconnects.setText(
        switch (figures.reconnects()) {
          case 0 -> "never";
          case 1 -> "once";
          default -> figures.reconnects() + " times";
        });
    srt.render(figures.srt());
  }
}
