// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.report;

import io.tally.player.check.CheckReport;
import io.tally.player.monitor.MonitorState;
import io.tally.player.monitor.RequestRow;
import io.tally.player.pane.draw.WaterfallBar;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/// Which requests were made, and where did their time go?
///
/// The newest are at the top. Style class: `requests`; cells of answers have the pseudo class `bad`
/// when nothing usable came.
final class RequestsPage implements Page {
  private static final int MOST = 200;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final TableView<RequestRow> table = Columns.table("requests", "Nothing was asked yet.");

  RequestsPage() {
    table.getColumns().add(Columns.words("Time", 94, row -> TIME.format(row.started())));
    table
        .getColumns()
        .add(
            Columns.column(
                "What",
                220,
                (cell, row) -> {
                  cell.setText(row.what());
                  cell.setTooltip(new Tooltip(row.url()));
                }));
    table
        .getColumns()
        .add(
            Columns.column(
                "Answer",
                56,
                (cell, row) -> {
                  cell.getStyleClass().add("severity");
                  Columns.mark(cell, "bad", row.failed());
                  cell.setText(row.answer());
                }));
    table.getColumns().add(Columns.words("Protocol", 110, RequestRow::protocol));
    table.getColumns().add(Columns.words("Cache", 120, RequestRow::cache));
    table.getColumns().add(Columns.words("Size", 72, row -> size(row.bytes())));
    table.getColumns().add(Columns.words("Speed", 62, RequestsPage::speed));
    table.getColumns().add(Columns.words("Took", 66, row -> row.totalMs() + " ms"));
    TableColumn<RequestRow, RequestRow> bars =
        Columns.column(
            "Lookup, wait, body in 20 s",
            240,
            (cell, row) -> cell.setGraphic(new WaterfallBar(row)));
    table.getColumns().add(bars);
  }

  private static String size(long bytes) {
    return bytes < 100_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.2f MB", bytes / 1e6);
  }

  private static String speed(RequestRow row) {
    return row.speed() == 0 ? "" : String.format(Locale.ROOT, "%.1f ×", row.speed());
  }

  @Override
  public String title() {
    return "Requests";
  }

  @Override
  public Region node() {
    return table;
  }

  @Override
  public void render(MonitorState state) {
    List<RequestRow> rows =
        RequestRow.newest(state.report().map(CheckReport::requests).orElse(List.of()), MOST);
    Columns.fill(table, rows.reversed(), RequestRow::equals);
  }
}
