// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

import io.tally.app.cli.TallyCommand;
import io.tally.app.cli.terminal.ProgramVersion;
import io.tally.app.window.WindowLauncher;
import io.tally.capture.NativeLibraries;
import java.security.Security;

/// Where does the process begin?
///
/// The entry point stands above every package of the app, and nothing may use it.
public final class Launcher {
  private Launcher() {}

  public static void main(String[] words) {
    if (words.length == 1 && words[0].equals("--version")) {
      System.exit(ProgramVersion.print());
    }
    if (words.length == 0 || words[0].equals("stream") || words[0].equals("window")) {
      NativeLibraries.loadAhead();
    }
    askForAddressesAnew();
    System.exit(TallyCommand.run(words, WindowLauncher::launch));
  }

  /// A connection that broke is made again, and its host may have moved meanwhile. The JVM would
  /// remember an address for half a minute, and for ten seconds that there is none.
  private static void askForAddressesAnew() {
    Security.setProperty("networkaddress.cache.ttl", "5");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }
}
