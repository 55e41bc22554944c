// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.form;

import io.tally.app.window.look.Icon;
import io.tally.app.window.look.Icons;
import io.tally.app.window.look.SecretField;
import io.tally.app.window.look.Titled;
import io.tally.app.window.state.endpoint.Draft;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// By which way does the programme leave this computer?
///
/// Folded away until it is wanted, or something is set there. Threads: the JavaFX thread.
final class WayFields {
  private final ToggleButton unfold = new ToggleButton("_Advanced", Icons.of(Icon.CHEVRON_RIGHT));
  private final ComboBox<Draft.Way.Proxy> proxy = new ComboBox<>();
  private final TextField host = Titled.text("proxy-host", "Host of the proxy", "proxy.example");
  private final TextField port = Titled.text("proxy-port", "Port of the proxy", "1080");
  private final TextField user = Titled.text("proxy-user", "User of the proxy", "");
  private final SecretField password =
      new SecretField("proxy-password", "password of the proxy", "");
  private final TextField bind =
      Titled.text("bind", "Address of this computer to send from", "As the system chooses");
  private final HBox login =
      Titled.row(Titled.over("Proxy's user", user), Titled.over("Password", password.node()));
  private final VBox fields = new VBox();
  private final VBox box = new VBox();
  private boolean rendering;

  /// @param done told when the person has typed or chosen something
  WayFields(Runnable done) {
    unfold.setId("advanced");
    unfold.setMnemonicParsing(true);
    unfold.getStyleClass().addAll("flat", "quiet", "unfold");
    unfold.setOnAction(_ -> fold());
    proxy.setId("proxy");
    proxy.setAccessibleText("Sort of proxy");
    proxy.getItems().setAll(Draft.Way.Proxy.values());
    proxy.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Draft.Way.@Nullable Proxy value) {
            return switch (value) {
              case HTTP -> "HTTP";
              case SOCKS5 -> "SOCKS 5";
              case NONE -> "None";
              case null -> "";
            };
          }

          @Override
          public Draft.Way.Proxy fromString(String typed) {
            throw new UnsupportedOperationException("This list is chosen from, not typed into");
          }
        });
    proxy.setOnAction(_ -> {
      if (!rendering) {
        done.run();
      }
    });
    for (TextField field : List.of(host, port, user, password.node(), bind)) {
      field
          .focusedProperty()
          .addListener((_, _, focused) -> {
            if (!focused) {
              done.run();
            }
          });
    }
    port.setPrefColumnCount(5);
    VBox kind = Titled.over("Proxy", proxy);
    kind.setMinWidth(110);
    fields.getStyleClass().add("form");
    fields
        .getChildren()
        .addAll(
            Titled.row(kind, Titled.over("Host", host), Titled.over("Port", port)),
            login,
            Titled.over("Send from this address of the computer", bind));
    box.getStyleClass().add("form");
    box.getChildren().addAll(unfold, fields);
    fold();
  }

  private void fold() {
    boolean open = unfold.isSelected();
    Titled.show(fields, open);
    unfold.setGraphic(Icons.of(open ? Icon.CHEVRON_DOWN : Icon.CHEVRON_RIGHT));
  }

  Node node() {
    return box;
  }

  /// What stands in the fields.
  Draft.Way read() {
    return new Draft.Way(
        proxy.getValue() == null ? Draft.Way.Proxy.NONE : proxy.getValue(),
        host.getText().strip(),
        port.getText().strip(),
        user.getText().strip(),
        password.value(),
        bind.getText().strip());
  }

  /// Shows a way, but for what the fields have already: nobody's typing is undone.
  ///
  /// @param before what was shown last; null when the form was just opened
  void render(Draft.Way way, Draft.@Nullable Way before) {
    rendering = true;
    if (!way.equals(before) && !way.equals(read())) {
      proxy.setValue(way.proxy());
      host.setText(way.host());
      port.setText(way.port());
      user.setText(way.user());
      password.fill(way.password());
      bind.setText(way.bindAddress());
    }
    proxy.setValue(way.proxy());
    boolean proxied = way.proxy() != Draft.Way.Proxy.NONE;
    host.setDisable(!proxied);
    port.setDisable(!proxied);
    Titled.show(login, proxied);
    if (before == null) {
      unfold.setSelected(!way.equals(Draft.Way.DIRECT));
      fold();
    }
    rendering = false;
  }
}
