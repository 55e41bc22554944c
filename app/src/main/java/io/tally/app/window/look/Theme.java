// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.look;

import java.net.URL;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/// Which style sheets does the window wear?
///
/// AtlantaFX's dark theme as the user agent style sheet, and our own sheet with the palette over
/// it. Both in JavaFX's binary form, because parsing the text costs start-up time.
public final class Theme {
  private Theme() {}

  /// Sets the theme of every window of this process. On the JavaFX thread, before the first scene.
  public static void install() {
    Application.setUserAgentStylesheet("/atlantafx/base/theme/primer-dark.bss");
  }

  /// What stands for the program in a title bar and a list of windows.
  public static Image icon() {
    return new Image(resource("icon.png"));
  }

  private static String resource(String name) {
    return Objects.requireNonNull(found(name), name).toExternalForm();
  }

  private static @Nullable URL found(String name) {
    return Theme.class.getResource("/io/tally/app/window/" + name);
  }

  /// Puts our own sheet over the theme, in the binary form that the build makes of it; classes that
  /// come from no whole build have the text only. On the JavaFX thread.
  public static void dress(Scene scene) {
    scene.getStylesheets().add(resource(found("tally.bss") == null ? "tally.css" : "tally.bss"));
  }
}
