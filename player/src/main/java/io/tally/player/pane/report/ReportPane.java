// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane.report;

import io.tally.player.Subscription;
import io.tally.player.monitor.MonitorState;
import io.tally.player.monitor.StreamMonitor;
import io.tally.player.rules.Profile;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What does a tester see of the stream that plays?
///
/// Pages over each other, of which only the one that is seen is rendered. Life: made, its [#node]
/// put into a scene, [#open]ed and [#rest]ed any number of times. Threads: the JavaFX thread. Style
/// classes: `report-pane`, `report-head`, `report-tab`, `report-sentence` (with the pseudo class
/// `bad` while there are errors), and those of the pages.
public final class ReportPane {
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

  private final StreamMonitor monitor;
  private final List<Page> pages;
  private final ToggleGroup tabs = new ToggleGroup();
  private final StackPane shown = new StackPane();
  private final Label sentence = new Label();
  private final ExportMenu export;
  private final VBox root;
  private final AtomicReference<@Nullable MonitorState> next = new AtomicReference<>();
  private @Nullable Subscription watching;
  private MonitorState state = MonitorState.NONE;

  /// @param monitor closed by whoever made it, after this
  /// @param version of this program, for what is passed on
  public ReportPane(StreamMonitor monitor, String version) {
    this.monitor = monitor;
    pages =
        List.of(
            new FindingsPage(),
            new RequestsPage(),
            new TimelinePage(monitor.choices()),
            new EventsPage(),
            new PlaylistPage(),
            new PicturePage(monitor::seek));
    export = new ExportMenu(version, () -> state.report());
    sentence.getStyleClass().add("report-sentence");
    sentence.setMinWidth(0);
    sentence.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(sentence, Priority.ALWAYS);
    HBox tabRow = new HBox();
    tabRow.setAlignment(Pos.CENTER_LEFT);
    tabRow.setMinWidth(Region.USE_PREF_SIZE);
    for (Page page : pages) {
      tabRow.getChildren().add(tab(page));
      page.node().setVisible(false);
      page.node().setMinHeight(0);
      shown.getChildren().add(page.node());
    }
    HBox head = new HBox(tabRow, sentence, profiles(), everything(), export.node());
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("report-head");
    shown.setMinHeight(0);
    VBox.setVgrow(shown, Priority.ALWAYS);
    root = new VBox(head, shown);
    root.getStyleClass().addAll("card", "report-pane");
    root.setMinHeight(0);
    tabs.selectToggle(tabs.getToggles().getFirst());
    render(MonitorState.NONE);
  }

  private ToggleButton tab(Page page) {
    ToggleButton tab = new ToggleButton(page.title());
    tab.getStyleClass().add("report-tab");
    tab.setToggleGroup(tabs);
    // One of them is always chosen.
    tab.setOnAction(_ -> tab.setSelected(true));
    tab.selectedProperty()
        .subscribe(chosen -> {
          page.node().setVisible(chosen);
          if (chosen) {
            page.render(state);
          }
        });
    return tab;
  }

  private ComboBox<Profile> profiles() {
    ComboBox<Profile> choice = new ComboBox<>();
    choice.setId("report-profile");
    choice.setAccessibleText("Whose rules");
    choice.getItems().setAll(Profile.values());
    choice.setCellFactory(_ -> new ProfileCell());
    choice.setButtonCell(new ProfileCell());
    choice.setValue(Profile.RFC);
    choice.setMinWidth(Region.USE_PREF_SIZE);
    choice.valueProperty().subscribe(chosen -> monitor.measureBy(chosen));
    return choice;
  }

  private static final class ProfileCell extends ListCell<Profile> {
    @Override
    protected void updateItem(Profile profile, boolean empty) {
      super.updateItem(profile, empty);
      setText(empty || profile == null ? "" : name(profile));
    }
  }

  private static String name(Profile profile) {
    return switch (profile) {
      case RFC -> "RFC 8216bis";
      case APPLE -> "Apple";
      case OWN -> "Our ingest";
    };
  }

  private CheckBox everything() {
    CheckBox all = new CheckBox("All variants");
    all.setId("report-all");
    all.setMinWidth(Region.USE_PREF_SIZE);
    all.setOnAction(_ -> monitor.loadAll(all.isSelected()));
    return all;
  }

  /// The node to put into the scene.
  public Region node() {
    return root;
  }

  /// Begins to measure: somebody looks.
  public void open() {
    Subscription before = watching;
    watching = monitor.watch(this::arrived);
    if (before != null) {
      before.close();
    }
  }

  /// Measures no more; what was found stays on display.
  public void rest() {
    Subscription open = watching;
    if (open != null) {
      open.close();
      watching = null;
    }
  }

  private void arrived(MonitorState newest) {
    if (next.getAndSet(newest) == null) {
      Platform.runLater(() -> {
        MonitorState waiting = next.getAndSet(null);
        if (waiting != null) {
          render(waiting);
        }
      });
    }
  }

  private void render(MonitorState newest) {
    state = newest;
    sentence.setText(newest.sentence());
    sentence.pseudoClassStateChanged(
        BAD, newest.report().filter(r -> r.errors() > 0 || r.problem().isPresent()).isPresent());
    export.enable(newest.report().isPresent());
    for (Page page : pages) {
      if (page.node().isVisible()) {
        page.render(newest);
      }
    }
  }
}
