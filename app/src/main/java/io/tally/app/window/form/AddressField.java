// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.form;

import java.util.function.Consumer;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import org.jspecify.annotations.Nullable;

/// What becomes of an address that is pasted with its key on a line of its own?
///
/// Services show the two below each other, and people copy both. A field of one line would run them
/// together, so they are handed on before that. Threads: the JavaFX thread.
final class AddressField extends TextField {
  private final Consumer<String> lines;

  /// @param lines gets what was pasted, when it is several lines with an address among them
  AddressField(Consumer<String> lines) {
    this.lines = lines;
    setId("url");
    setAccessibleText("Address of the service");
    setPromptText("rtmps://live.example.com/app or srt://live.example.com:9000");
  }

  @Override
  public void paste() {
    String text = Clipboard.getSystemClipboard().getString();
    if (isAddressAndMore(text)) {
      lines.accept(text);
    } else {
      super.paste();
    }
  }

  private static boolean isAddressAndMore(@Nullable String text) {
    return text != null
        && text.contains("://")
        && text.lines().filter(line -> !line.isBlank()).count() > 1;
  }
}
