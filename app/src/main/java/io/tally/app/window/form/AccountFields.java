// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.form;

import io.tally.app.window.look.SecretField;
import io.tally.app.window.look.Titled;
import io.tally.app.window.state.endpoint.Draft;
import io.tally.app.window.state.endpoint.ServiceItem;
import io.tally.protocol.endpoint.Secret;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// At which address of the service, with which key and as whom?
///
/// An address that is pasted, or left, is read: what it tells of service and key is taken from it.
/// Threads: the JavaFX thread.
final class AccountFields {
  private static final ServiceItem.Server OTHER = new ServiceItem.Server("Another address", "");
  private final ComboBox<ServiceItem.Server> server = new ComboBox<>();
  private final VBox servers = Titled.over("Server", server);
  private final TextField address;
  private final SecretField key = new SecretField("key", "stream key", "");
  private final TextField name = Titled.text("endpoint-name", "Name of the endpoint", "");
  private final TextField user = Titled.text("user", "User", "Where it asks for one");
  private final SecretField password = new SecretField("password", "password of the user", "");
  private final HBox login =
      Titled.row(Titled.over("User", user), Titled.over("Password", password.node()));
  private final VBox box = new VBox();
  private @Nullable String lines; // pasted as the address, while they are handed on
  private boolean rendering;

  /// @param done told when the person has typed or chosen something
  AccountFields(Runnable done) {
    address =
        new AddressField(several -> {
          lines = several;
          done.run();
          lines = null;
        });
    server.setId("server");
    server.setAccessibleText("Server of the service");
    server.setMaxWidth(Double.MAX_VALUE);
    server.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(ServiceItem.@Nullable Server value) {
            return value == null ? "" : value.name();
          }

          @Override
          public ServiceItem.Server fromString(String typed) {
            throw new UnsupportedOperationException("This list is chosen from, not typed into");
          }
        });
    server.setOnAction(_ -> choose(server.getValue(), done));
    address
        .textProperty()
        .addListener((_, before, after) -> {
          boolean pasted = after.length() > before.length() + 1 && after.contains("://");
          if (!rendering && pasted) {
            done.run();
          }
        });
    for (TextField field : List.of(address, key.node(), name, user, password.node())) {
      field
          .focusedProperty()
          .addListener((_, _, focused) -> {
            if (!focused) {
              done.run();
            }
          });
    }
    box.getStyleClass().add("form");
    box.getChildren()
        .addAll(
            servers,
            Titled.over("Address", address),
            Titled.over("Stream key", key.node()),
            login,
            Titled.over("Name", name));
  }

  private void choose(ServiceItem.@Nullable Server value, Runnable done) {
    if (!rendering && value != null && !value.equals(OTHER)) {
      address.setText(value.whole() ? value.url() : "");
      address.setPromptText(value.url());
      done.run();
    }
  }

  Node node() {
    return box;
  }

  /// Where a person begins once the service is chosen.
  Node first() {
    return address.getText().isEmpty() ? address : key.node();
  }

  /// What stands in the fields, put into a draft.
  Draft read(Draft draft) {
    return draft
        .withAddress(lines == null ? address.getText().strip() : lines)
        .withKey(key.value())
        .withLogin(user.getText().strip(), password.value())
        .withName(name.getText().strip());
  }

  /// Shows a draft; what the fields have already is left alone, so that nobody's typing is undone.
  void render(Draft draft, @Nullable Draft before, ServiceItem service) {
    rendering = true;
    if (before == null || !before.address().equals(draft.address())) {
      write(address, draft.address());
    }
    if (before == null || !before.name().equals(draft.name())) {
      write(name, draft.name());
    }
    if (before == null || !before.user().equals(draft.user())) {
      write(user, draft.user());
    }
    if (before == null || !before.key().equals(draft.key())) {
      write(key, draft.key());
    }
    if (before == null || !before.password().equals(draft.password())) {
      write(password, draft.password());
    }
    offer(service, draft.address());
    name.setPromptText(service.name());
    key.node().setPromptText(service.keyHint());
    Titled.show(login, service.login() || !draft.user().isEmpty());
    rendering = false;
  }

  private static void write(TextField field, String text) {
    if (!field.getText().strip().equals(text)) {
      field.setText(text);
    }
  }

  private static void write(SecretField field, Secret secret) {
    if (!field.value().equals(secret)) {
      field.fill(secret);
    }
  }

  private void offer(ServiceItem service, String url) {
    Titled.show(servers, service.servers().size() > 1);
    if (!service.servers().isEmpty()) {
      address.setPromptText(service.servers().getFirst().url());
    }
    List<ServiceItem.Server> all = new ArrayList<>(service.servers());
    all.add(OTHER);
    if (!server.getItems().equals(all)) {
      server.getItems().setAll(all);
    }
    server.setValue(all.stream().filter(each -> each.url().equals(url)).findFirst().orElse(OTHER));
  }
}
