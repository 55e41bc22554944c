// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.terminal;

import io.tally.app.update.OwnVersion;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.IVersionProvider;

/// Which Tally is this, and what does it run on?
///
/// Apart from the command line's reader, because other programs ask for it at each of their starts,
/// and should not wait for every option of every command.
public final class ProgramVersion {
  private ProgramVersion() {}

  /// For `--version` behind a command.
  public static final class Provider implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      return lines().toArray(String[]::new);
    }
  }

  /// The line about Tally and the line about what it runs on.
  ///
  /// @throws IOException when the build left its version out
  public static List<String> lines() throws IOException {
    // Runtime.version() would load a dozen classes to say the same.
    return List.of(
        "Tally " + OwnVersion.text(),
        "Java "
            + System.getProperty("java.runtime.version")
            + ", "
            + System.getProperty("os.name"));
  }

  /// Prints the lines.
  ///
  /// @return the exit code of the process
  public static int print() {
    try {
      for (String line : lines()) { // a method reference would be spun into a class
        System.out.println(line);
      }
      return 0;
    } catch (IOException e) {
      System.err.println("tally: " + e.getMessage());
      return 1;
    }
  }
}
