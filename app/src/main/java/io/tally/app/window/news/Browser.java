// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.news;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/// How is a page shown in the browser that the person uses?
///
/// By the program that each system has for it, since JavaFX offers its way to subclasses of
/// `Application` only.
final class Browser {
  private Browser() {}

  /// The words of that program.
  ///
  /// @param system as `os.name` has it
  static List<String> command(String system, URI page) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.contains("windows")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler", page.toString());
    }
    return List.of(name.contains("mac") ? "open" : "xdg-open", page.toString());
  }

  /// Shows it; does not wait.
  ///
  /// @throws IOException when this system has no such program
  static void show(URI page) throws IOException {
    new ProcessBuilder(command(System.getProperty("os.name"), page))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
