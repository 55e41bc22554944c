// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.terminal;

import io.tally.protocol.endpoint.Secret;
import java.io.Console;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Is a person at the other end of standard input and output, and what do they type?
public final class Terminal {
  private Terminal() {}

  static boolean isThere() {
    return console() != null;
  }

  /// Whether it goes up and erases when it is told so by ECMA-48, as all do that are in use but the
  /// old console window of Windows, which does it only for programs that ask.
  static boolean knowsCommands() {
    String name = System.getenv("TERM");
    return name == null ? System.getenv("WT_SESSION") != null : !name.equals("dumb");
  }

  /// The terminal; null where standard input or output is something else. The compiler's advice
  /// that it is never null was true of JDK 22 to 24 only.
  @SuppressWarnings("SystemConsoleNull")
  private static @Nullable Console console() {
    Console console = System.console();
    return console != null && console.isTerminal() ? console : null;
  }

  /// Asks for something that is not shown while it is typed; empty where nobody can be asked, or
  /// nothing was typed.
  public static Optional<Secret> askSecret(String question) {
    Console console = console();
    if (console == null) {
      return Optional.empty();
    }
    char[] typed = console.readPassword("%s: ", question);
    return typed == null || typed.length == 0
        ? Optional.empty()
        : Optional.of(Secret.of(new String(typed).strip()));
  }
}
