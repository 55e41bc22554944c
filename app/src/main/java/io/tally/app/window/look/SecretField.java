// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.look;

import atlantafx.base.controls.PasswordTextField;
import io.tally.protocol.endpoint.Secret;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;

/// How is a key or a password typed without being seen, unless the person wants to see it?
///
/// Threads: the JavaFX thread.
public final class SecretField {
  private final PasswordTextField field = new PasswordTextField();
  private final Button eye = new Button("", Icons.of(Icon.EYE_OFF));

  /// @param meaning what it is, in words that go on from "Show the"
  public SecretField(String id, String meaning, String prompt) {
    field.setId(id);
    field.setAccessibleText(meaning);
    field.setPromptText(prompt);
    eye.getStyleClass().addAll("button-icon", "flat", "quiet", "slight");
    eye.setAccessibleText("Show the " + meaning);
    eye.setTooltip(new Tooltip("Show or hide it"));
    eye.setOnAction(_ -> reveal(!field.getRevealPassword()));
    field.setRight(eye);
  }

  /// The field, to put into the scene.
  public PasswordTextField node() {
    return field;
  }

  private void reveal(boolean seen) {
    field.setRevealPassword(seen);
    eye.setGraphic(Icons.of(seen ? Icon.EYE : Icon.EYE_OFF));
  }

  /// What stands in it.
  public Secret value() {
    return Secret.of(field.getPassword().strip());
  }

  /// Puts another one in, which nobody sees at first.
  public void fill(Secret secret) {
    reveal(false);
    boolean filled =
        secret.use(text -> {
          field.setText(text);
          return true;
        });
    assert filled;
  }
}
