// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import io.tally.app.cli.TallyCommand;
import io.tally.app.window.WindowLauncher;
import io.tally.app.window.WindowOptions;
import java.util.Optional;
import java.util.function.Consumer;

/// Where does the process begin?
///
/// The entry point stands above every package of the app, and nothing may use it.
public final class Launcher {
  private Launcher() {}

  public static void main(String[] words) {
    System.exit(TallyCommand.run(words, Launcher::window));
  }

  private static int window(Consumer<String> trace) {
    return WindowLauncher.launch(
        new WindowOptions(Optional.empty(), Optional.empty(), false, trace));
  }
}
