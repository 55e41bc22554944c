// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.look;

import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.image.Image;

/// Which style sheets does the window wear?
///
/// AtlantaFX's dark theme as the user agent style sheet, in its binary form because parsing the
/// text form costs start-up time, and our own sheet with the palette over it.
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
    return Objects.requireNonNull(Theme.class.getResource("/io/tally/app/window/" + name))
        .toExternalForm();
  }

  /// Puts our own sheet over the theme. On the JavaFX thread.
  public static void dress(Scene scene) {
    scene.getStylesheets().add(resource("tally.css"));
  }
}
