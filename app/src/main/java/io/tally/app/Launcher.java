// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import io.tally.app.cli.TallyCommand;
import io.tally.app.window.WindowLauncher;

/// Where does the process begin?
///
/// The entry point stands above every package of the app, and nothing may use it.
public final class Launcher {
  private Launcher() {}

  public static void main(String[] words) {
    System.exit(TallyCommand.run(words, WindowLauncher::launch));
  }
}
