// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import io.tally.app.log.LogFile;
import java.io.PrintWriter;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Which command is meant by the words of a command line?
@Command(
    name = "tally",
    description = {
      "A broadcaster and monitor: sends what you show and hear, and watches how it arrives.",
      "Without a command it opens the window."
    },
    synopsisSubcommandLabel = "[COMMAND]",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      StreamCommand.class,
      PlayCommand.class,
      ServeCommand.class,
      DevicesCommand.class
    },
    scope = ScopeType.LOCAL)
public final class TallyCommand implements java.util.concurrent.Callable<Integer> {
  private final IntSupplier window;

  private TallyCommand(IntSupplier window) {
    this.window = window;
  }

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Write the log to standard error, too, and more of it.")
  void setVerbose(boolean verbose) {
    if (verbose) {
      LogFile.showOnStandardError();
    }
  }

  @Override
  public Integer call() {
    return window.getAsInt();
  }

  /// Does what a command line says. Blocks until it is done.
  ///
  /// @param window opens the window, blocks until it is closed and answers the exit code
  /// @return the exit code of the process: 0 only when what was asked for happened
  public static int run(String[] words, IntSupplier window) {
    CommandLine line = new CommandLine(new TallyCommand(window));
    line.getSubcommands().values().forEach(TallyCommand::addHelp);
    line.setExecutionExceptionHandler(
        (failure, _, _) -> {
          org.slf4j.LoggerFactory.getLogger(TallyCommand.class).error("A command failed", failure);
          PrintWriter err = line.getErr();
          err.println(
              "tally: something unexpected went wrong (" + failure + "). The log has the details.");
          err.flush();
          return 1;
        });
    return line.execute(words);
  }

  private static void addHelp(CommandLine command) {
    command.getCommandSpec().mixinStandardHelpOptions(true);
  }
}
