// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.mixer;

import io.tally.capture.mix.MeterReading;
import java.util.Arrays;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/// How loud is one channel, as two moving bars?
///
/// Each bar is bright up to the RMS level and dimmer from there up to the peak; a mark holds the
/// highest peak. Drawn only when a pixel changes. Threads: the JavaFX thread.
final class Meter {
  static final int BAR_PX = 7;
  static final int GAP_PX = 3;
  private static final Color TRACK = Color.web("#252b35");
  private static final Color[] BRIGHT = {
    Color.web("#3fb76b"), Color.web("#e3b341"), Color.web("#f0524f")
  };
  private static final Color[] DIM = {
    Color.web("#2a6f47"), Color.web("#85692b"), Color.web("#8d3635")
  };

  private final Canvas canvas;
  private final int length;
  private final PeakHold left = new PeakHold();
  private final PeakHold right = new PeakHold();
  private int[] drawn = {};

  /// @param length of the bars, px
  Meter(int length) {
    this.length = length;
    canvas = new Canvas(2 * BAR_PX + GAP_PX, length);
    canvas.setMouseTransparent(true);
  }

  Node node() {
    return canvas;
  }

  /// Shows a reading, and draws only when that moves a pixel.
  ///
  /// @param nowNs the animation timer's time
  void show(MeterReading reading, long nowNs) {
    int[] next = {
      px(reading.leftRmsDb()),
      px(reading.leftPeakDb()),
      px(left.update(reading.leftPeakDb(), nowNs)),
      px(reading.rightRmsDb()),
      px(reading.rightPeakDb()),
      px(right.update(reading.rightPeakDb(), nowNs))
    };
    if (!Arrays.equals(next, drawn)) {
      drawn = next;
      GraphicsContext g = canvas.getGraphicsContext2D();
      bar(g, 0, next[0], next[1], next[2]);
      bar(g, BAR_PX + GAP_PX, next[3], next[4], next[5]);
    }
  }

  private int px(double db) {
    return MeterScale.pixels(db, length);
  }

  private void bar(GraphicsContext g, int x, int rms, int peak, int hold) {
    int yellow = px(MeterScale.YELLOW_DB);
    int red = px(MeterScale.RED_DB);
    int[][] zones = {{0, yellow}, {yellow, red}, {red, length}};
    g.setFill(TRACK);
    g.fillRect(x, 0, BAR_PX, length);
    for (int zone = 0; zone < zones.length; zone++) {
      piece(g, x, zones[zone][0], Math.min(zones[zone][1], Math.min(rms, peak)), BRIGHT[zone]);
      piece(g, x, Math.max(zones[zone][0], rms), Math.min(zones[zone][1], peak), DIM[zone]);
    }
    if (hold > 2) {
      piece(g, x, hold - 2, hold, BRIGHT[hold > red ? 2 : hold > yellow ? 1 : 0]);
    }
  }

  private void piece(GraphicsContext g, int x, int from, int to, Color color) {
    if (to > from) {
      g.setFill(color);
      g.fillRect(x, length - to, BAR_PX, to - from);
    }
  }
}
