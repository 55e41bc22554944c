// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.mixer;

import java.util.Arrays;
import java.util.function.Supplier;
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
  private final Supplier<Levels> tap;
  private final Ballistics[] peaks = {new Ballistics(), new Ballistics()};
  private int[] drawn = {};

  /// @param length of the bars, px
  /// @param tap gives the newest reading, at once, on the JavaFX thread
  Meter(int length, Supplier<Levels> tap) {
    this.length = length;
    this.tap = tap;
    canvas = new Canvas(2 * BAR_PX + GAP_PX, length);
    canvas.setMouseTransparent(true);
  }

  Node node() {
    return canvas;
  }

  /// Samples the channel and draws what changed.
  ///
  /// @param nowNs the animation timer's time
  void tick(long nowNs) {
    Levels levels = tap.get();
    peaks[0].update(levels.peakLeft(), nowNs);
    peaks[1].update(levels.peakRight(), nowNs);
    int[] next = {
      px(levels.rmsLeft()), px(peaks[0].level()), px(peaks[0].hold()),
      px(levels.rmsRight()), px(peaks[1].level()), px(peaks[1].hold())
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
