// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.report;

import io.tally.player.adapt.Decision;
import io.tally.player.adapt.Rung;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

/// Which variant did the player choose when, and what spoke for and against it?
///
/// Style class: `decisions`; the variants that were not chosen stand in the tooltip of the reason.
final class DecisionTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private DecisionTable() {}

  static TableView<Decision> make() {
    TableView<Decision> table = Columns.table("decisions", "No variant was chosen yet.");
    table.getColumns().add(Columns.words("Time", 70, one -> TIME.format(one.at())));
    table.getColumns().add(Columns.words("Segment", 70, one -> Long.toString(one.mediaSequence())));
    table
        .getColumns()
        .add(
            Columns.words(
                "From", 130, one -> one.isChange() ? one.from().map(Rung::name).orElse("") : ""));
    table.getColumns().add(Columns.words("To", 130, one -> one.to().name()));
    table
        .getColumns()
        .add(
            Columns.words(
                "In store", 64, one -> String.format(Locale.ROOT, "%.1f s", one.bufferMs() / 1e3)));
    table
        .getColumns()
        .add(
            Columns.column(
                "Why",
                420,
                (cell, one) -> {
                  cell.setText(one.reason());
                  cell.setTooltip(one.rejected().isEmpty() ? null : new Tooltip(against(one)));
                }));
    return table;
  }

  private static String against(Decision decision) {
    return decision.rejected().stream()
        .map(other -> "Not " + other.rung().name() + ": " + other.why())
        .collect(Collectors.joining("\n"));
  }

  static boolean isSame(Decision one, Decision other) {
    return one.at().equals(other.at());
  }
}
