// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.news;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How is a page shown in the browser that the person uses, or a file in another program?
///
/// By the program that each system has for it, since JavaFX offers its way to subclasses of
/// `Application` only.
public final class Browser {
  private static final Logger LOG = LoggerFactory.getLogger(Browser.class);

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
  /// @param page a page, or a file that the system knows a program for
  /// @return a sentence when this system has no such program
  public static Optional<String> show(URI page) {
    try {
      new ProcessBuilder(command(System.getProperty("os.name"), page))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      return Optional.empty();
    } catch (IOException e) {
      LOG.debug("No browser", e);
      return Optional.of(
          "This system has no program that shows web pages and files. Open %s yourself."
              .formatted("file".equals(page.getScheme()) ? page.getPath() : page));
    }
  }
}
