// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.report;

import io.tally.player.check.CheckReport;
import io.tally.player.monitor.MonitorState;
import io.tally.player.playlist.Flaw.Severity;
import io.tally.player.rules.Finding;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What is wrong with the stream, and what helps?
///
/// Style classes: `findings`, `findings-note` (how it was measured, where that has to be said),
/// `finding-advice`; cells of severity have the pseudo class `bad` for an error.
final class FindingsPage implements Page {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final String CHOOSE = "Choose a finding to read what is expected and what helps.";

  private final TableView<Finding> table =
      Columns.table("findings", "Nothing was found against the rules so far.");
  private final Label note = new Label();
  private final Label advice = new Label(CHOOSE);
  private final VBox box = new VBox(note, table, advice);

  FindingsPage() {
    table.getColumns().add(Columns.words("Time", 70, finding -> TIME.format(finding.first())));
    table
        .getColumns()
        .add(
            Columns.column(
                "",
                64,
                (cell, finding) -> {
                  boolean error = finding.severity() == Severity.ERROR;
                  cell.getStyleClass().add("severity");
                  Columns.mark(cell, "bad", error);
                  cell.setText(error ? "error" : "warning");
                }));
    table.getColumns().add(Columns.words("Rule", 46, f -> Integer.toString(f.rule().id())));
    table.getColumns().add(Columns.words("What", 420, Finding::seen));
    table.getColumns().add(Columns.words("Where", 200, FindingsPage::where));
    table.getColumns().add(Columns.words("Section", 160, finding -> finding.rule().section()));
    table.getColumns().add(Columns.words("Times", 52, f -> Integer.toString(f.count())));
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(chosen -> advice.setText(chosen == null ? CHOOSE : words(chosen)));
    note.getStyleClass().add("findings-note");
    note.setWrapText(true);
    note.setMinHeight(Region.USE_PREF_SIZE);
    note.managedProperty().bind(note.visibleProperty());
    advice.getStyleClass().add("finding-advice");
    advice.setWrapText(true);
    advice.setMinHeight(Region.USE_PREF_SIZE);
    VBox.setVgrow(table, Priority.ALWAYS);
  }

  private static String where(Finding finding) {
    String name = finding.url().replaceFirst("\\?.*", "").replaceFirst("^.*/", "");
    return finding.line() > 0 ? name + ", line " + finding.line() : name;
  }

  private static String words(Finding finding) {
    return finding.sentence()
        + "\n"
        + finding.url()
        + (finding.line() > 0 ? ", line " + finding.line() : "")
        + "  ·  "
        + finding.rule().section()
        + (finding.count() > 1 ? "  ·  last at " + TIME.format(finding.last()) : "");
  }

  @Override
  public String title() {
    return "Report";
  }

  @Override
  public Region node() {
    return box;
  }

  @Override
  public void render(MonitorState state) {
    String said = state.report().flatMap(CheckReport::note).orElse("");
    note.setText(said);
    note.setVisible(!said.isEmpty());
    List<Finding> findings = state.report().map(CheckReport::findings).orElse(List.of());
    Columns.fill(table, findings, FindingsPage::isSame);
  }

  private static boolean isSame(Finding one, Finding other) {
    return one.rule().equals(other.rule())
        && one.severity() == other.severity()
        && one.url().equals(other.url())
        && one.line() == other.line()
        && one.seen().equals(other.seen());
  }
}
