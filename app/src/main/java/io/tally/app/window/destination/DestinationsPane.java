// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.destination;

import io.tally.app.window.intent.EndpointIntent;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Card;
import io.tally.app.window.look.Icon;
import io.tally.app.window.look.Icons;
import io.tally.app.window.state.WindowState;
import io.tally.app.window.state.endpoint.EndpointItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Where does the programme go, how does each line do, and is it kept?
///
/// Threads: the JavaFX thread.
public final class DestinationsPane {
  private final Map<String, EndpointCard> byId = new LinkedHashMap<>();
  private final VBox cards = new VBox();
  private final Label plan = new Label();
  private final Label warning = new Label("", Icons.of(Icon.ALERT_OUTLINE));
  private final Consumer<EndpointIntent> wishes;
  private final RecordRow record;
  private final Card card;

  /// @param intents where the person's wishes go
  public DestinationsPane(Consumer<Intent> intents) {
    wishes = wish -> intents.accept(new Intent.AboutEndpoints(wish));
    record = new RecordRow(intents);
    Button add = new Button("Add", Icons.of(Icon.PLUS));
    add.setId("add-endpoint");
    add.getStyleClass().addAll("small", "quiet", "add");
    add.setAccessibleText("Add an endpoint");
    add.setOnAction(_ -> wishes.accept(new EndpointIntent.Add()));
    warning.setId("remarks");
    warning.getStyleClass().add("warning");
    warning.setTooltip(new Tooltip("Settings that a service would refuse: see below"));
    cards.setId("endpoints");
    cards.getStyleClass().add("endpoint-cards");
    ScrollPane scroll = new ScrollPane(cards);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("edge-to-edge");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    plan.setId("plan");
    plan.setWrapText(true);
    plan.setMinHeight(Region.USE_PREF_SIZE);
    plan.getStyleClass().add("plan");
    VBox body = new VBox(scroll, plan, record.node());
    body.getStyleClass().add("destinations");
    card = new Card("Destinations", body, warning, add);
  }

  /// The node to put into the scene.
  public Region node() {
    return card.node();
  }

  /// Shows a state.
  public void render(WindowState state) {
    List<EndpointItem> items = state.destinations().endpoints();
    List<String> ids = items.stream().map(EndpointItem::id).toList();
    if (!List.copyOf(byId.keySet()).equals(ids)) {
      arrange(ids);
    }
    for (EndpointItem item : items) {
      EndpointCard endpoint = byId.get(item.id());
      if (endpoint != null) {
        endpoint.render(item);
      }
    }
    long remarks = items.stream().mapToLong(item -> item.remarks().size()).sum();
    warning.setVisible(remarks > 0);
    warning.setText(Long.toString(remarks));
    String sentence = state.destinations().plan().orElse("");
    plan.setText(sentence);
    plan.setVisible(!sentence.isEmpty());
    plan.setManaged(!sentence.isEmpty());
    record.render(state.recording(), state.air().busy());
  }

  private void arrange(List<String> ids) {
    Map<String, EndpointCard> kept = new LinkedHashMap<>(byId);
    byId.clear();
    for (String id : ids) {
      EndpointCard endpoint = kept.get(id);
      byId.put(id, endpoint == null ? new EndpointCard(id, wishes) : endpoint);
    }
    cards.getChildren().setAll(byId.values().stream().map(EndpointCard::node).toList());
  }
}
