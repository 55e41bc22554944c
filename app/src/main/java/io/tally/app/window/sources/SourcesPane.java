// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.sources;

import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Card;
import io.tally.app.window.state.Air;
import io.tally.app.window.state.SourceItem;
import io.tally.app.window.state.WindowState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Which sources has the scene, and how is each?
///
/// The topmost layer stands first. Rows and not a virtual list: a scene has few sources, and their
/// sentences need as many lines as they are long. Threads: the JavaFX thread.
public final class SourcesPane {
  private final VBox rows = new VBox();
  private final Label empty = new Label();
  private final Map<String, SourceRow> byId = new LinkedHashMap<>();
  private final Consumer<Intent> intents;
  private final AddSourceMenu menu;
  private final Card card;

  /// @param intents where the person's wishes go
  public SourcesPane(Consumer<Intent> intents) {
    this.intents = intents;
    menu = new AddSourceMenu(intents);
    empty.getStyleClass().add("empty");
    rows.setId("sources");
    rows.getStyleClass().add("source-rows");
    ScrollPane scroll = new ScrollPane(rows);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    card = new Card("Sources", new StackPane(scroll, empty), menu.node());
  }

  /// The node to put into the scene.
  public Region node() {
    return card.node();
  }

  /// Shows a state.
  public void render(WindowState state) {
    menu.render(state.devices());
    empty.setVisible(state.sources().isEmpty());
    empty.setText(
        state.air() instanceof Air.Opening
            ? "Opening the devices…"
            : "The scene is empty.\nAdd a screen, a camera or a test pattern.");
    List<SourceItem> items = state.sources().reversed();
    List<String> ids = items.stream().map(SourceItem::id).toList();
    if (!List.copyOf(byId.keySet()).equals(ids)) {
      arrange(ids);
    }
    for (SourceItem item : items) {
      SourceRow row = byId.get(item.id());
      if (row != null) {
        row.render(item);
      }
    }
  }

  private void arrange(List<String> ids) {
    Map<String, SourceRow> kept = new LinkedHashMap<>(byId);
    byId.clear();
    for (String id : ids) {
      SourceRow row = kept.get(id);
      byId.put(id, row == null ? new SourceRow(id, intents) : row);
    }
    rows.getChildren().setAll(byId.values().stream().map(SourceRow::node).toList());
  }
}
