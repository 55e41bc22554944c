// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.canvas;

import io.tally.app.window.intent.Intent;
import io.tally.app.window.state.EncoderMenu;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Which encoder codes the picture?
///
/// The machine is asked for those that work when the list is opened for the first time. Threads:
/// the JavaFX thread.
final class EncoderBox {
  private final ComboBox<EncoderMenu.Choice> box = new ComboBox<>();
  private boolean rendering;
  private @Nullable EncoderMenu shown;

  EncoderBox(Consumer<Intent> intents) {
    box.setId("encoder");
    box.setAccessibleText("Encoder of the picture");
    box.setPrefWidth(150);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(EncoderMenu.@Nullable Choice choice) {
            return choice == null ? "" : choice.label();
          }

          @Override
          public EncoderMenu.Choice fromString(String typed) {
            throw new UnsupportedOperationException("This list is chosen from, not typed into");
          }
        });
    box.setOnShowing(_ -> {
      if (shown != null && shown.working().isEmpty()) {
        intents.accept(new Intent.ListEncoders());
      }
    });
    box.setOnAction(_ -> {
      EncoderMenu.Choice choice = box.getValue();
      if (!rendering && choice != null) {
        intents.accept(new Intent.SetEncoder(choice.name()));
      }
    });
  }

  ComboBox<EncoderMenu.Choice> node() {
    return box;
  }

  void render(EncoderMenu menu, boolean busy) {
    box.setDisable(busy);
    if (menu.equals(shown)) {
      return;
    }
    shown = menu;
    rendering = true;
    // One that does not work here, or was not tried yet, is known by its name alone.
    List<EncoderMenu.Choice> all = new ArrayList<>(menu.working());
    EncoderMenu.Choice chosen =
        all.stream()
            .filter(choice -> choice.name().equals(menu.chosen()))
            .findFirst()
            .orElseGet(() -> new EncoderMenu.Choice(menu.chosen(), menu.chosen()));
    if (!all.contains(chosen)) {
      all.add(chosen);
    }
    box.getItems().setAll(all);
    box.setValue(chosen);
    rendering = false;
  }
}
