// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.report;

import io.tally.player.check.trace.PlaylistVersion;
import io.tally.player.monitor.MonitorState;
import io.tally.player.monitor.PlaylistDiff;
import io.tally.player.monitor.PlaylistDiff.DiffLine;
import io.tally.player.monitor.PlaylistDiff.Fate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What does a playlist say, and what is new in it?
///
/// Style classes: `playlist-text`; its cells have the pseudo class `added` or `removed`.
final class PlaylistPage implements Page {
  private static final PseudoClass ADDED = PseudoClass.getPseudoClass("added");
  private static final PseudoClass REMOVED = PseudoClass.getPseudoClass("removed");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final ComboBox<String> track = new ComboBox<>();
  private final CheckBox hold = new CheckBox("Hold");
  private final Label version = new Label();
  private final ListView<DiffLine> lines = new ListView<>();
  private final VBox box;
  private List<PlaylistVersion> shown = List.of();
  private @Nullable MonitorState last;

  PlaylistPage() {
    track.setAccessibleText("Which playlist");
    hold.setAccessibleText("Keep this version on display");
    version.getStyleClass().add("muted");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(track, version, gap, hold);
    head.getStyleClass().add("report-line");
    lines.getStyleClass().add("playlist-text");
    lines.setCellFactory(_ -> new LineCell());
    lines.setMinHeight(0);
    VBox.setVgrow(lines, Priority.ALWAYS);
    box = new VBox(head, lines);
    box.getStyleClass().add("report-page");
    track.valueProperty().subscribe(_ -> again());
    hold.selectedProperty().subscribe(_ -> again());
  }

  private void again() {
    MonitorState state = last;
    if (state != null) {
      render(state);
    }
  }

  @Override
  public String title() {
    return "Playlist";
  }

  @Override
  public Region node() {
    return box;
  }

  @Override
  public void render(MonitorState state) {
    last = state;
    List<String> names = List.copyOf(state.playlists().keySet());
    if (!track.getItems().equals(names)) {
      String chosen = track.getValue();
      track.getItems().setAll(names);
      // The one that changes is more telling than the multivariant one.
      track.setValue(
          chosen != null && names.contains(chosen)
              ? chosen
              : names.isEmpty() ? null : names.getLast());
      return; // which came here again
    }
    List<PlaylistVersion> versions =
        track.getValue() == null
            ? List.of()
            : state.playlists().getOrDefault(track.getValue(), List.of());
    boolean other =
        !shown.isEmpty()
            && !versions.isEmpty()
            && !shown.getLast().track().equals(versions.getLast().track());
    if (versions.equals(shown) || (hold.isSelected() && !other)) {
      return;
    }
    shown = versions;
    show();
  }

  private void show() {
    if (shown.isEmpty()) {
      lines.getItems().clear();
      version.setText("");
      return;
    }
    PlaylistVersion newest = shown.getLast();
    PlaylistVersion before = shown.size() > 1 ? shown.get(shown.size() - 2) : newest;
    List<DiffLine> diff = PlaylistDiff.of(before.text(), newest.text());
    long added = diff.stream().filter(line -> line.fate() == Fate.ADDED).count();
    long removed = diff.stream().filter(line -> line.fate() == Fate.REMOVED).count();
    version.setText(
        "%s: %d lines, %d new, %d gone"
            .formatted(TIME.format(newest.at()), diff.size() - removed, added, removed));
    lines.getItems().setAll(diff);
  }

  private static final class LineCell extends ListCell<DiffLine> {
    @Override
    protected void updateItem(DiffLine line, boolean empty) {
      super.updateItem(line, empty);
      boolean there = !empty && line != null;
      pseudoClassStateChanged(ADDED, there && line.fate() == Fate.ADDED);
      pseudoClassStateChanged(REMOVED, there && line.fate() == Fate.REMOVED);
      setText(
          there
              ? "%5s %s %s"
                  .formatted(line.number() > 0 ? line.number() : "", sign(line), line.text())
              : "");
    }

    private static String sign(DiffLine line) {
      return switch (line.fate()) {
        case SAME -> " ";
        case ADDED -> "+";
        case REMOVED -> "−";
      };
    }
  }
}
