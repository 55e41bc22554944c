// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.destination;

import atlantafx.base.controls.ToggleSwitch;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Icon;
import io.tally.app.window.look.Icons;
import io.tally.app.window.state.Recording;
import java.io.File;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.DirectoryChooser;
import org.jspecify.annotations.Nullable;

/// Is the programme kept in a file, and where?
///
/// Threads: the JavaFX thread.
final class RecordRow {
  private final HBox row = new HBox();
  private final ToggleSwitch wanted = new ToggleSwitch("Record");
  private final Label folder = new Label();
  private final Button choose = new Button("", Icons.of(Icon.FOLDER_OUTLINE));
  private final Consumer<Intent> intents;
  private boolean rendering;
  private @Nullable Recording shown;

  RecordRow(Consumer<Intent> intents) {
    this.intents = intents;
    wanted.setId("record");
    wanted.setAccessibleText("Record the broadcast to a file");
    wanted
        .selectedProperty()
        .addListener((_, _, on) -> {
          if (!rendering) {
            intents.accept(new Intent.SetRecording(on));
          }
        });
    folder.getStyleClass().add("muted");
    folder.setMaxWidth(Double.MAX_VALUE);
    folder.setMinWidth(0);
    HBox.setHgrow(folder, Priority.ALWAYS);
    choose.getStyleClass().addAll("button-icon", "flat", "quiet");
    choose.setAccessibleText("Choose the folder for recordings");
    choose.setTooltip(new Tooltip("Choose the folder for recordings"));
    choose.setOnAction(_ -> chooseFolder());
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("row");
    row.getChildren().addAll(wanted, folder, choose);
  }

  private void chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Folder for recordings");
    if (shown != null && shown.folder().toFile().isDirectory()) {
      chooser.setInitialDirectory(shown.folder().toFile());
    }
    File chosen = chooser.showDialog(row.getScene().getWindow());
    if (chosen != null) {
      intents.accept(new Intent.SetRecordFolder(chosen.toPath()));
    }
  }

  Node node() {
    return row;
  }

  void render(Recording recording, boolean busy) {
    row.setDisable(busy);
    if (recording.equals(shown)) {
      return;
    }
    shown = recording;
    rendering = true;
    wanted.setSelected(recording.wanted());
    rendering = false;
    folder.setText(shorten(recording.folder()));
    folder.setTooltip(new Tooltip(recording.folder().toString()));
  }

  private static String shorten(Path path) {
    Path home = Path.of(System.getProperty("user.home", ""));
    return path.startsWith(home) ? "~/" + home.relativize(path) : path.toString();
  }
}
