// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.terminal;

import io.tally.protocol.Secret;
import java.io.Console;
import java.util.Optional;

/// Is a person at the other end of standard input and output, and what do they type?
public final class Terminal {
  private Terminal() {}

  static boolean isThere() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /// Asks for something that is not shown while it is typed; empty where nobody can be asked, or
  /// nothing was typed.
  public static Optional<Secret> askSecret(String question) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return Optional.empty();
    }
    char[] typed = console.readPassword("%s: ", question);
    return typed == null || typed.length == 0
        ? Optional.empty()
        : Optional.of(Secret.of(new String(typed).strip()));
  }
}
