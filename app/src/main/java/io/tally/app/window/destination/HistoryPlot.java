// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.destination;

import io.tally.app.window.state.endpoint.History;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Shape;

/// What does a line's last two minutes look like?
///
/// The bit rate as an area under the target's line, and what waited as a second line, all coloured
/// by the style sheet; now is at the right edge. Drawn once for each history while it is shown, and
/// not at all while it is not. Threads: the JavaFX thread.
final class HistoryPlot {
  private static final double HEADROOM = 1.25;
  private static final double QUEUE_MS = 1000; // the least that the whole height stands for
  private final Polygon area = new Polygon();
  private final Polyline target = new Polyline();
  private final Polyline queue = new Polyline();
  private final Pane pane = new Pane(area, target, queue);
  private History history = History.NONE;

  HistoryPlot(double width, double height) {
    pane.getStyleClass().add("history");
    area.getStyleClass().add("history-bitrate");
    target.getStyleClass().add("history-target");
    queue.getStyleClass().add("history-queue");
    for (Shape shape : List.of(area, target, queue)) {
      shape.setManaged(false);
      shape.setMouseTransparent(true);
    }
    pane.setMinSize(width / 2, height);
    pane.setPrefSize(width, height);
    pane.setMaxHeight(height);
    pane.widthProperty().addListener((_, _, _) -> draw());
    pane.heightProperty().addListener((_, _, _) -> draw());
    pane.visibleProperty().addListener((_, _, _) -> draw());
    pane.setAccessibleText("Bit rate and queue over the last two minutes");
  }

  Region node() {
    return pane;
  }

  void render(History newest) {
    if (!newest.equals(history)) {
      history = newest;
      draw();
    }
  }

  private void draw() {
    if (!pane.isVisible() || pane.getWidth() <= 0 || pane.getHeight() <= 0) {
      return;
    }
    List<History.Sample> samples = history.samples();
    double most = 1;
    double longest = QUEUE_MS;
    for (History.Sample sample : samples) {
      most = Math.max(most, Math.max(sample.targetBps() * HEADROOM, sample.bitrateBps()));
      longest = Math.max(longest, sample.queueMs());
    }
    double[] rate = line(samples, most, History.Sample::bitrateBps);
    area.getPoints().setAll(boxed(closed(rate)));
    target.getPoints().setAll(boxed(line(samples, most, History.Sample::targetBps)));
    queue.getPoints().setAll(boxed(line(samples, longest, History.Sample::queueMs)));
  }

  private double[] line(
      List<History.Sample> samples, double most, ToLongFunction<History.Sample> value) {
    double step = pane.getWidth() / (History.SECONDS - 1);
    double height = pane.getHeight();
    double[] points = new double[2 * samples.size()];
    for (int i = 0; i < samples.size(); i++) {
      points[2 * i] = pane.getWidth() - (samples.size() - 1 - i) * step;
      points[2 * i + 1] = height - 1 - (height - 2) * value.applyAsLong(samples.get(i)) / most;
    }
    return points;
  }

  /// Down to the ground at both ends.
  private double[] closed(double[] line) {
    if (line.length == 0) {
      return line;
    }
    double[] all = new double[line.length + 4];
    System.arraycopy(line, 0, all, 2, line.length);
    all[0] = line[0];
    all[1] = pane.getHeight();
    all[all.length - 2] = line[line.length - 2];
    all[all.length - 1] = pane.getHeight();
    return all;
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
