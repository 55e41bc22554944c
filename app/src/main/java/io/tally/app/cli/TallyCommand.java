// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import io.tally.app.log.LogFile;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
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
public final class TallyCommand implements Callable<Integer> {
  /// Opens the window.
  @FunctionalInterface
  public interface Window {
    /// Blocks until the window is closed.
    ///
    /// @param trace told `window` when it is there and `preview` when it shows the first picture
    /// @return the exit code of the process
    int open(Consumer<String> trace);
  }

  private final Window window;

  @Option(names = "--trace-start", hidden = true)
  private boolean traceStart;

  private TallyCommand(Window window) {
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
    return window.open(traceStart ? TallyCommand::tellMoment : _ -> {});
  }

  /// For the benchmark of the start: what is there now, and how long after the process began, ms.
  private static void tellMoment(String what) {
    Instant now = Instant.now();
    Instant begin = ProcessHandle.current().info().startInstant().orElse(now);
    System.out.println("trace-start " + what + " " + Duration.between(begin, now).toMillis());
    System.out.flush();
  }

  /// Does what a command line says. Blocks until it is done.
  ///
  /// @param window for a command line without a command
  /// @return the exit code of the process: 0 only when what was asked for happened
  public static int run(String[] words, Window window) {
    CommandLine line = new CommandLine(new TallyCommand(window));
    line.getSubcommands().values().forEach(TallyCommand::addHelp);
    line.setExecutionExceptionHandler((failure, _, _) -> {
      LoggerFactory.getLogger(TallyCommand.class).error("A command failed", failure);
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
