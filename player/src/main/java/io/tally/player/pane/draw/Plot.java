// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.draw;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/// How does a number go, drawn small?
///
/// Bars over a line, or two lines, from a zero at the bottom to the highest at the top, with marks
/// where something happened; the newest at the right. Threads: the JavaFX thread.
public final class Plot extends Region {
  private static final Color GROUND = Color.web("#101216");
  private static final Color GRID = Color.web("#2a303b");
  private static final Color WORDS = Color.web("#9aa4b4");
  private static final Color BAR = Color.web("#5d83c4");
  private static final Color HIGH = Color.web("#e3a93c");
  private static final Color FIRST = Color.web("#3fb76b");
  private static final Color SECOND = Color.web("#a9c1e8");
  private static final double TOP = 20;
  private static final double LEFT = 48;
  private static final double PAD = 6;
  private static final double HEAD = 8;
  private static final int STEPS = 2;
  private static final Font SMALL = Font.font(11);

  /// Something happened here.
  ///
  /// @param index of the value of the lines at which it happened
  /// @param better it was for the better
  public record Mark(int index, boolean better) {}

  private final Canvas canvas = new Canvas();
  private final String title;
  private String legend = "";
  private double[] bars = {};
  private double limit;
  private double[] first = {};
  private double[] second = {};
  private List<Mark> marks = List.of();
  private int places = 1;

  /// @param title stands above it
  public Plot(String title) {
    this.title = title;
    getChildren().add(canvas);
    setMinSize(0, 40);
    setPrefSize(400, 90);
    setAccessibleText(title);
  }

  /// Shows bars.
  ///
  /// @param most how many have room
  /// @param announced a line across; none for 0
  public void bars(double[] values, int most, double announced) {
    bars = values.clone();
    limit = announced;
    places = most;
    draw();
  }

  /// Shows two lines; where a value is no number, there is a hole.
  public void lines(double[] one, double[] other, int most) {
    first = one.clone();
    second = other.clone();
    places = most;
    draw();
  }

  /// Shows where something happened; drawn with the next legend.
  public void marks(List<Mark> all) {
    marks = List.copyOf(all);
  }

  /// Says the newest values.
  public void legend(String words) {
    legend = words;
    setAccessibleText(title + ": " + words);
    draw();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private void draw() {
    double width = canvas.getWidth();
    double height = canvas.getHeight();
    if (width <= LEFT + PAD || height <= TOP + PAD) {
      return;
    }
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.setFill(GROUND);
    g.fillRect(0, 0, width, height);
    g.setFont(SMALL);
    g.setFill(WORDS);
    g.fillText(title + (legend.isEmpty() ? "" : "  ·  " + legend), PAD, TOP - PAD);
    double highest = nice(Math.max(limit, Math.max(max(bars), Math.max(max(first), max(second)))));
    for (int step = 0; step <= STEPS; step++) {
      double y = Math.floor(height - PAD - (height - TOP - PAD) * step / STEPS) + 0.5;
      g.setStroke(GRID);
      g.strokeLine(LEFT, y, width - PAD, y);
      g.fillText(number(highest * step / STEPS), PAD, y + (step == STEPS ? 9 : 0));
    }
    Frame frame = new Frame(g, width - LEFT - PAD, height - TOP - PAD, height - PAD, highest);
    frame.bars();
    frame.line(first, FIRST);
    frame.line(second, SECOND);
    frame.marks();
  }

  private static double max(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).max().orElse(0);
  }

  /// A round number that is not below it.
  private static double nice(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, value))));
    for (double step : new double[] {1, 2, 4, 5, 10}) {
      if (value <= step * power) {
        return step * power;
      }
    }
    return 10 * power;
  }

  private static String number(double value) {
    return value < 10 && value != Math.rint(value)
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(Locale.ROOT, "%.0f", value);
  }

  /// One drawing.
  private final class Frame {
    private final GraphicsContext g;
    private final double width;
    private final double height;
    private final double bottom;
    private final double highest;

    private Frame(GraphicsContext g, double width, double height, double bottom, double highest) {
      this.g = g;
      this.width = width;
      this.height = height;
      this.bottom = bottom;
      this.highest = highest;
    }

    private double y(double value) {
      return bottom - height * value / highest;
    }

    private double x(int index, int count) {
      return LEFT + width * (places - count + index) / places;
    }

    private void bars() {
      double step = width / places;
      for (int i = 0; i < bars.length; i++) {
        g.setFill(limit > 0 && bars[i] > limit ? HIGH : BAR);
        double y = y(bars[i]);
        g.fillRect(x(i, bars.length), y, Math.max(1, step - 2), bottom - y);
      }
      if (limit > 0) {
        g.setStroke(HIGH);
        g.strokeLine(LEFT, y(limit), LEFT + width, y(limit));
      }
    }

    /// A line across the height, with a head at the top or the bottom.
    private void marks() {
      for (Mark mark : marks) {
        double x = x(mark.index(), first.length);
        g.setStroke(mark.better() ? FIRST : HIGH);
        g.setFill(mark.better() ? FIRST : HIGH);
        g.setLineDashes(3, 3);
        g.strokeLine(x, bottom - height, x, bottom);
        g.setLineDashes();
        double tip = mark.better() ? bottom - height : bottom;
        double base = tip + (mark.better() ? HEAD : -HEAD);
        g.fillPolygon(
            new double[] {x - HEAD / 2, x, x + HEAD / 2}, new double[] {base, tip, base}, 3);
      }
    }

    private void line(double[] values, Color color) {
      g.setStroke(color);
      g.setLineWidth(1.5);
      for (int i = 1; i < values.length; i++) {
        if (Double.isFinite(values[i - 1]) && Double.isFinite(values[i])) {
          g.strokeLine(
              x(i - 1, values.length), y(values[i - 1]), x(i, values.length), y(values[i]));
        }
      }
      g.setLineWidth(1);
    }
  }
}
