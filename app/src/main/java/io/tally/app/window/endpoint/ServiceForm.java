// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.endpoint;

import atlantafx.base.controls.PasswordTextField;
import io.tally.app.window.intent.Intent;
import io.tally.app.window.look.Icons;
import io.tally.app.window.state.Target;
import io.tally.protocol.Secret;
import java.util.function.Consumer;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;

/// Which service, and with which key?
///
/// The fields send what was typed when they lose the focus or Enter is pressed, and at once when
/// *Go live* is pressed, because that takes the focus. Threads: the JavaFX thread.
final class ServiceForm {
  private final VBox box = new VBox();
  private final TextField url = new TextField();
  private final PasswordTextField key = new PasswordTextField();
  private @Nullable Target shown;

  ServiceForm(Consumer<Intent> intents) {
    url.setId("url");
    url.setPromptText("rtmps://live.example.com/app");
    url.setAccessibleText("Address of the service");
    onDone(url, () -> intents.accept(new Intent.SetUrl(url.getText().strip())));
    key.setId("key");
    key.setPromptText("From the service's dashboard");
    key.setAccessibleText("Stream key");
    onDone(key, () -> intents.accept(new Intent.SetKey(Secret.of(key.getPassword().strip()))));
    FontIcon eye = Icons.of(MaterialDesignE.EYE_OFF, "reveal");
    eye.setCursor(Cursor.HAND);
    eye.setAccessibleText("Show the key");
    eye.setOnMouseClicked(_ -> {
      boolean reveal = !key.getRevealPassword();
      key.setRevealPassword(reveal);
      eye.setIconCode(reveal ? MaterialDesignE.EYE : MaterialDesignE.EYE_OFF);
    });
    key.setRight(eye);
    box.getStyleClass().add("form");
    box.getChildren().addAll(titled("Address", url), titled("Stream key", key));
  }

  private static Node titled(String title, Node field) {
    Label label = new Label(title);
    label.setLabelFor(field);
    label.getStyleClass().add("caption");
    return new VBox(label, field);
  }

  private static void onDone(TextField field, Runnable act) {
    field.setOnAction(_ -> act.run());
    field
        .focusedProperty()
        .addListener((_, _, focused) -> {
          if (!focused) {
            act.run();
          }
        });
  }

  Node node() {
    return box;
  }

  void render(Target target) {
    Target before = shown;
    shown = target;
    // Only what changed elsewhere is written, so that a state never undoes what is being typed.
    if (before == null || !before.url().equals(target.url())) {
      url.setText(target.url());
    }
    if (before == null || !before.key().equals(target.key())) {
      target.key().use(this::fill);
    }
  }

  private boolean fill(String text) {
    key.setText(text);
    return true;
  }
}
