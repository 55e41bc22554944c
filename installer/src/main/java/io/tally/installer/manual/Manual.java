// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer.manual;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.app.cli.TallyCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;

/// Which manual pages and which shell completion belong to this command line?
public final class Manual {
  private Manual() {}

  /// Writes the pages and the completion of bash, zsh and fish into a folder.
  ///
  /// @param words the folder, the version of the program and the time of the build, which begins
  ///   with the date of the pages
  public static void main(String[] words) throws IOException {
    Path folder = Files.createDirectories(Path.of(words[0]));
    CommandLine tally = tally();
    for (CommandLine command : commands(tally)) {
      Files.writeString(
          folder.resolve(ManPage.name(command) + ".1"),
          new ManPage(command, words[1], words[2].substring(0, 10)).text(),
          UTF_8);
    }
    // It is read by a shell, not run: the line that names one would be wrong in it.
    String bash = AutoComplete.bash("tally", tally).replaceFirst("^#!.*\\R", "");
    Files.writeString(folder.resolve("tally.bash"), bash, UTF_8);
    Files.writeString(folder.resolve("_tally"), ZshCompletion.text(tally), UTF_8);
    Files.writeString(folder.resolve("tally.fish"), FishCompletion.text(tally), UTF_8);
  }

  /// The program as its help describes it.
  public static CommandLine tally() {
    return TallyCommand.described(_ -> {
      throw new IllegalStateException("a manual opens no window");
    });
  }

  /// The program and each of its commands.
  static List<CommandLine> commands(CommandLine tally) {
    List<CommandLine> all = new ArrayList<>(List.of(tally));
    all.addAll(tally.getSubcommands().values());
    return all;
  }
}
