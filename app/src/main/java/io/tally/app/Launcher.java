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
  private static final String PROVIDER = "security.provider."; // and a number from 1
  private static final int PROVIDERS = 5; // of java.base: SUN, SunRsaSign, SunEC, SunJSSE, SunJCE

  private Launcher() {}

  public static void main(String[] words) {
    if (words.length == 1 && words[0].equals("--version")) {
      System.exit(ProgramVersion.print());
    }
    if (usesMedia(TallyCommand.meant(words))) {
      NativeLibraries.loadAhead();
    }
    askForAddressesAnew();
    useTheRuntimesOwnCryptography();
    System.exit(TallyCommand.run(words, WindowLauncher::launch));
  }

  /// Whether a programme or a window is to come: without a command the words are options of the
  /// window.
  private static boolean usesMedia(String[] words) {
    return switch (words.length == 0 ? "window" : words[0]) {
      case "window", "stream" -> true;
      case "--help", "-h", "--version", "-V" -> false;
      case String other -> other.startsWith("-");
    };
  }

  /// A connection that broke is made again, and its host may have moved meanwhile. The JVM would
  /// remember an address for half a minute, and for ten seconds that there is none.
  private static void askForAddressesAnew() {
    Security.setProperty("networkaddress.cache.ttl", "5");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  /// The JDK's list of providers goes on with some that are not in this runtime. Java looks for
  /// those when it asks for what the first ones do not know, as it does for each TLS connection;
  /// and to know them by their names it makes every provider that lies on the class path, such as
  /// the one of Bouncy Castle with its seven hundred classes.
  private static void useTheRuntimesOwnCryptography() {
    for (int i = PROVIDERS + 1; Security.getProperty(PROVIDER + i) != null; i++) {
      Security.setProperty(
          PROVIDER + i, Security.getProperty(PROVIDER + 1)); // listed twice is once
    }
  }
}
