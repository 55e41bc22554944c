// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.sources;

import io.tally.app.window.intent.Intent;
import io.tally.app.window.intent.NewSource;
import io.tally.app.window.look.Icon;
import io.tally.app.window.look.Icons;
import io.tally.app.window.state.DeviceMenu;
import io.tally.app.window.state.SourceItem;
import io.tally.capture.Device;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/// What can be added to the scene?
///
/// Opening the menu asks for a fresh list of devices; the items follow when it is there. Threads:
/// the JavaFX thread.
final class AddSourceMenu {
  private final MenuButton button = new MenuButton("Add", Icons.of(Icon.PLUS));
  private final Consumer<Intent> intents;
  private @Nullable DeviceMenu shown;

  AddSourceMenu(Consumer<Intent> intents) {
    this.intents = intents;
    button.setId("add-source");
    button.getStyleClass().addAll("small", "quiet");
    button.setAccessibleText("Add a source");
    button.addEventHandler(
        MenuButton.ON_SHOWING, (Event _) -> intents.accept(new Intent.ListDevices()));
  }

  Node node() {
    return button;
  }

  void render(DeviceMenu devices) {
    if (devices.equals(shown)) {
      return;
    }
    shown = devices;
    List<MenuItem> items = new ArrayList<>();
    for (Device device : devices.devices()) {
      String detail = device.detail().isEmpty() ? "" : "  ·  " + device.detail();
      items.add(
          item(
              device.name() + detail,
              Icons.of(device.kind()),
              () -> add(new NewSource.OfDevice(device))));
    }
    if (!devices.listed()) {
      items.add(remark("Looking for devices…"));
    }
    devices.notes().forEach(note -> items.add(remark(note)));
    items.add(new SeparatorMenuItem());
    items.add(item("Media file…", Icons.of(SourceItem.Kind.FILE), this::chooseFile));
    items.add(
        item(
            "Test pattern and tone",
            Icons.of(SourceItem.Kind.PATTERN),
            () -> add(new NewSource.Pattern())));
    button.getItems().setAll(items);
  }

  private static MenuItem item(String text, Icon icon, Runnable act) {
    MenuItem item = new MenuItem(text, Icons.of(icon));
    item.setMnemonicParsing(false);
    item.setOnAction(_ -> act.run());
    return item;
  }

  private static MenuItem remark(String sentence) {
    MenuItem item = item(sentence, Icon.INFORMATION_OUTLINE, () -> {});
    item.setDisable(true);
    return item;
  }

  private void add(NewSource source) {
    intents.accept(new Intent.AddSource(source));
  }

  private void chooseFile() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Add a media file");
    File file = chooser.showOpenDialog(button.getScene().getWindow());
    if (file != null) {
      add(new NewSource.OfFile(file.toPath()));
    }
  }
}
