// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.check.CheckReport;
import io.tally.player.monitor.ReportForm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.control.Alert;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.stage.FileChooser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How does a report get into a file?
///
/// Written on a virtual thread; a failure is a sentence over the window. Threads: the JavaFX
/// thread.
final class ExportMenu {
  private static final Logger LOG = LoggerFactory.getLogger(ExportMenu.class);

  private final MenuButton button = new MenuButton("Export");
  private final String version;
  private final Supplier<Optional<CheckReport>> report;

  /// @param version of this program
  /// @param report the newest
  ExportMenu(String version, Supplier<Optional<CheckReport>> report) {
    this.version = version;
    this.report = report;
    button.setId("report-export");
    button.getStyleClass().add("quiet");
    button.setMinWidth(MenuButton.USE_PREF_SIZE);
    for (ReportForm form : ReportForm.values()) {
      MenuItem item = new MenuItem(form.title());
      item.setOnAction(_ -> export(form));
      button.getItems().add(item);
    }
  }

  MenuButton node() {
    return button;
  }

  void enable(boolean possible) {
    button.setDisable(!possible);
  }

  private void export(ReportForm form) {
    Optional<CheckReport> newest = report.get();
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Export the report");
    chooser.setInitialFileName("tally-report" + form.ending());
    File file = newest.isEmpty() ? null : chooser.showSaveDialog(button.getScene().getWindow());
    if (file != null) {
      CheckReport chosen = newest.orElseThrow();
      Thread.ofVirtual().name("report-export").start(() -> write(form, chosen, file));
    }
  }

  private void write(ReportForm form, CheckReport chosen, File file) {
    try {
      Files.writeString(file.toPath(), form.of(chosen, version), UTF_8);
    } catch (IOException e) {
      LOG.warn("A report could not be written", e);
      String sentence = "The report cannot be written to " + file + ": " + e.getMessage();
      Platform.runLater(() -> new Alert(Alert.AlertType.ERROR, sentence).show());
    }
  }
}
