// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.sources;

import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Card;
import io.tally.app.window.state.SourceItem;
import io.tally.app.window.state.WindowState;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.Region;

/// Which sources has the scene, and how is each?
///
/// Threads: the JavaFX thread.
public final class SourcesPane {
  private final ListView<SourceItem> list = new ListView<>();
  private final AddSourceMenu menu;
  private final Card card;
  private List<SourceItem> shown = List.of();

  /// @param intents where the person's wishes go
  public SourcesPane(Consumer<Intent> intents) {
    menu = new AddSourceMenu(intents);
    Label empty = new Label("The scene is empty.\nAdd a screen, a camera or a test pattern.");
    empty.getStyleClass().add("empty");
    list.setId("sources");
    list.setAccessibleText("Sources of the scene");
    list.getStyleClass().addAll("edge-to-edge", "source-list");
    list.setPlaceholder(empty);
    list.setCellFactory(_ -> new SourceCell(intents));
    card = new Card("Sources", list, menu.node());
  }

  /// The node to put into the scene.
  public Region node() {
    return card.node();
  }

  /// Shows a state.
  public void render(WindowState state) {
    menu.render(state.devices());
    if (!state.sources().equals(shown)) {
      shown = state.sources();
      update(shown);
    }
  }

  /// Changes only the rows that differ, so that focus and scroll position stay.
  private void update(List<SourceItem> wanted) {
    var items = list.getItems();
    if (items.size() > wanted.size()) {
      items.remove(wanted.size(), items.size());
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (i == items.size()) {
        items.add(wanted.get(i));
      } else if (!items.get(i).equals(wanted.get(i))) {
        items.set(i, wanted.get(i));
      }
    }
  }
}
