// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.draw;

import io.tally.player.monitor.RequestRow;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// When was a request under way, and with what?
///
/// The bar's whole width is twenty seconds of the clock; after them it begins at the left again, as
/// on an oscilloscope, so that requests above each other can be compared. Style classes:
/// `waterfall`, `phase` with `lookup`, `wait`, `body` or `failed`.
public final class WaterfallBar extends Pane {
  private static final long SWEEP_MS = 20_000;
  private static final double LEAST_PX = 2;
  private static final double HEIGHT_PX = 10;

  private final RequestRow row;
  private final Region lookup = phase("lookup");
  private final Region wait;
  private final Region body = phase("body");

  /// @param row the request
  public WaterfallBar(RequestRow row) {
    this.row = row;
    wait = phase(row.failed() ? "failed" : "wait");
    getStyleClass().add("waterfall");
    getChildren().addAll(lookup, wait, body);
    setMinWidth(0);
    setPrefHeight(HEIGHT_PX);
    setAccessibleText(
        "%d ms lookup, %d ms wait, %d ms body"
            .formatted(row.lookupMs(), row.waitMs(), row.bodyMs()));
  }

  private static Region phase(String styleClass) {
    Region phase = new Region();
    phase.setManaged(false);
    phase.getStyleClass().addAll("phase", styleClass);
    return phase;
  }

  @Override
  protected void layoutChildren() {
    double pxOfMs = getWidth() / SWEEP_MS;
    double x = Math.floorMod(row.started().toEpochMilli(), SWEEP_MS) * pxOfMs;
    x = place(lookup, x, row.lookupMs() * pxOfMs, 0);
    x = place(wait, x, row.waitMs() * pxOfMs, LEAST_PX);
    place(body, x, row.bodyMs() * pxOfMs, row.bodyMs() > 0 ? LEAST_PX : 0);
  }

  private double place(Region phase, double x, double width, double least) {
    double from = Math.min(x, getWidth() - LEAST_PX);
    double to = Math.min(getWidth(), from + Math.max(least, width));
    double y = (getHeight() - HEIGHT_PX) / 2;
    phase.resizeRelocate(from, y, Math.max(0, to - from), HEIGHT_PX);
    return to;
  }
}
