// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import io.tally.app.cli.TallyCommand;
import io.tally.app.cli.terminal.ProgramVersion;
import io.tally.app.window.WindowLauncher;
import io.tally.capture.NativeLibraries;

/// Where does the process begin?
///
/// The entry point stands above every package of the app, and nothing may use it.
public final class Launcher {
  private Launcher() {}

  public static void main(String[] words) {
    if (words.length == 1 && words[0].equals("--version")) {
      System.exit(ProgramVersion.print());
    }
    if (words.length == 0 || words[0].equals("stream")) {
      NativeLibraries.loadAhead();
    }
    System.exit(TallyCommand.run(words, WindowLauncher::launch));
  }
}
