// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
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
    try (InputStream text =
        ProgramVersion.class.getResourceAsStream("/io/tally/app/cli/version.txt")) {
      if (text == null) {
        throw new IOException("version.txt is missing in this build");
      }
      // Runtime.version() would load a dozen classes to say the same.
      return List.of(
          "Tally " + new String(text.readAllBytes(), UTF_8).strip(),
          "Java "
              + System.getProperty("java.runtime.version")
              + ", "
              + System.getProperty("os.name"));
    }
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
