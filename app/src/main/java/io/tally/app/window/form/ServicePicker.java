// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.form;

import atlantafx.base.controls.CustomTextField;
import io.tally.app.window.look.Icon;
import io.tally.app.window.look.Icons;
import io.tally.app.window.state.endpoint.ServiceItem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Which service is it?
///
/// Typing narrows the list down, Enter takes the first that is left, and the arrow keys go from the
/// search into the list. Threads: the JavaFX thread.
final class ServicePicker {
  private final CustomTextField search = new CustomTextField();
  private final ListView<ServiceItem> list = new ListView<>();
  private final VBox box = new VBox(search, list);
  private List<ServiceItem> all = List.of();
  private boolean rendering;

  /// @param chosen told when the person takes another one
  ServicePicker(Runnable chosen) {
    search.setId("service-search");
    search.setPromptText("Find a service");
    search.setAccessibleText("Find a service by its name");
    search.setLeft(Icons.of(Icon.MAGNIFY, "search-icon"));
    search.textProperty().addListener(_ -> narrow());
    search.addEventFilter(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (key.getCode() == KeyCode.DOWN) {
            list.requestFocus();
            key.consume();
          } else if (key.getCode() == KeyCode.ENTER && !search.getText().isBlank()) {
            list.getSelectionModel().selectFirst();
            list.requestFocus();
            key.consume(); // it means the service, and not the whole form
          }
        });
    list.setId("services");
    list.setAccessibleText("Services");
    list.setCellFactory(_ -> new NameCell());
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, item) -> {
          if (!rendering && item != null) {
            chosen.run();
          }
        });
    VBox.setVgrow(list, Priority.ALWAYS);
    box.getStyleClass().add("service-picker");
  }

  private static final class NameCell extends ListCell<ServiceItem> {
    @Override
    protected void updateItem(@Nullable ServiceItem item, boolean empty) {
      super.updateItem(item, empty);
      setText(empty || item == null ? "" : item.name());
    }
  }

  Node node() {
    return box;
  }

  Node search() {
    return search;
  }

  /// What is chosen; empty while the list hides it.
  Optional<ServiceItem> value() {
    return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
  }

  void render(List<ServiceItem> services, String chosen) {
    rendering = true;
    if (!services.equals(all)) {
      all = services;
      list.getItems().setAll(services);
      search.clear();
    }
    if (value().filter(item -> item.id().equals(chosen)).isEmpty()) {
      if (list.getItems().stream().noneMatch(item -> item.id().equals(chosen))) {
        search.clear(); // the address told which service it is: that is to be seen
      }
      all.stream().filter(item -> item.id().equals(chosen)).findFirst().ifPresent(this::choose);
    }
    rendering = false;
  }

  private void choose(ServiceItem item) {
    list.getSelectionModel().select(item);
    list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - 2));
  }

  private void narrow() {
    boolean before = rendering;
    rendering = true; // what is filtered out was not given up by the person
    String wanted = search.getText().strip().toLowerCase(Locale.ROOT);
    Optional<ServiceItem> chosen = value();
    list.getItems()
        .setAll(
            all.stream()
                .filter(item -> item.name().toLowerCase(Locale.ROOT).contains(wanted))
                .toList());
    list.getSelectionModel().clearSelection();
    chosen.filter(list.getItems()::contains).ifPresent(list.getSelectionModel()::select);
    rendering = before;
  }
}
