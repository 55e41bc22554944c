// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.report;

import io.tally.player.check.CheckReport;
import io.tally.player.event.TimedEvent;
import io.tally.player.event.When;
import io.tally.player.monitor.MonitorState;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What is attached to the stream's time: date ranges, splices, metadata?
///
/// The latest are at the top; the bytes of the one that is chosen stand below. Style classes:
/// `events`, `event-raw`.
final class EventsPage implements Page {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final double RAW_HEIGHT = 84; // px: four lines

  private final TableView<TimedEvent> table =
      Columns.table("events", "Nothing is attached to this stream's time so far.");
  private final TextArea raw = new TextArea();
  private final VBox box = new VBox(table, raw);

  EventsPage() {
    table.getColumns().add(Columns.words("Date", 94, event -> date(event.when())));
    table.getColumns().add(Columns.words("Place", 80, event -> place(event.when())));
    table.getColumns().add(Columns.words("Lasts", 76, event -> lasts(event.when())));
    table.getColumns().add(Columns.words("What", 92, TimedEvent::kind));
    table.getColumns().add(Columns.words("From", 120, TimedEvent::origin));
    table.getColumns().add(Columns.words("What it says", 600, TimedEvent::words));
    raw.getStyleClass().add("event-raw");
    raw.setAccessibleText("What the chosen event says, and its bytes");
    raw.setEditable(false);
    raw.setWrapText(true);
    raw.setPrefHeight(RAW_HEIGHT);
    raw.setMinHeight(RAW_HEIGHT);
    table.getSelectionModel().selectedItemProperty().subscribe(this::choose);
    VBox.setVgrow(table, Priority.ALWAYS);
  }

  private void choose(@Nullable TimedEvent chosen) {
    raw.setVisible(chosen != null);
    raw.setManaged(chosen != null);
    raw.setText(chosen == null ? "" : chosen.words() + "\n" + chosen.raw());
  }

  private static String date(When when) {
    return when.date().map(TIME::format).orElse("");
  }

  private static String place(When when) {
    return when.positionNs().isPresent() ? seconds(when.positionNs().getAsLong()) : "unknown";
  }

  private static String lasts(When when) {
    return when.durationNs().isPresent() ? seconds(when.durationNs().getAsLong()) : "";
  }

  private static String seconds(long ns) {
    return String.format(Locale.ROOT, "%.3f s", ns / 1e9);
  }

  @Override
  public String title() {
    return "Events";
  }

  @Override
  public Region node() {
    return box;
  }

  @Override
  public void render(MonitorState state) {
    List<TimedEvent> events = state.report().map(CheckReport::events).orElse(List.of());
    Columns.fill(table, events.reversed(), TimedEvent::isSame);
  }
}
