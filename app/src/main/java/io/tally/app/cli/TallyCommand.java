// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import io.tally.app.cli.doctor.DoctorCommand;
import io.tally.app.cli.play.PlayCommand;
import io.tally.app.cli.session.RecordSessionCommand;
import io.tally.app.cli.session.ReplaySessionCommand;
import io.tally.app.cli.target.Targets;
import io.tally.app.cli.terminal.Interruption;
import io.tally.app.cli.terminal.Output;
import io.tally.app.cli.terminal.ProgramVersion;
import io.tally.app.log.LogFile;
import io.tally.app.outlet.Outlet;
import io.tally.app.request.WindowRequest;
import io.tally.app.settings.BroadcastSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/// Which command is meant by the words of a command line?
@Command(
    name = "tally",
    description = {
      "A broadcaster and monitor: sends what you show and hear, and watches how it arrives.",
      "Without a command it opens the window: as it was left, or with the programme and the target"
          + " that the options say. What options say is not remembered.",
      "An address or a .m3u8 or .mpd file as the only word opens it, too: a stream is played in its"
          + " monitor, an ingest becomes its destination."
    },
    synopsisSubcommandLabel = "[COMMAND]",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.Provider.class,
    subcommands = {
      StreamCommand.class,
      PlayCommand.class,
      CheckCommand.class,
      RecordSessionCommand.class,
      ReplaySessionCommand.class,
      ServeCommand.class,
      DevicesCommand.class,
      ServicesCommand.class,
      TestCommand.class,
      DoctorCommand.class
    },
    scope = ScopeType.LOCAL)
public final class TallyCommand implements Callable<Integer> {
  /// Opens the window.
  @FunctionalInterface
  public interface Window {
    /// Blocks until the window is closed.
    ///
    /// @return the exit code of the process
    int open(WindowRequest request);
  }

  private static final Pattern STREAM = Pattern.compile("(?i)https?://.*|[^-].*\\.(?:m3u8|mpd)");
  private static final Pattern INGEST = Pattern.compile("(?i)(?:rtmps?|srt)://.*");

  private static final String TRACE_START = "tally.traceStart";

  // Host and application, or host and port, then what may be a key.
  private static final Pattern ADDRESS =
      Pattern.compile("(rtmps?://[^/\\s']+/|srt://[^?\\s']+\\?)[^\\s']+");

  private final Window window;

  @Mixin private ProgrammeOptions programme = new ProgrammeOptions();
  @Mixin private Targets targets = new Targets();

  @Option(
      names = "--go-live",
      description = "Go live as soon as the window is open, without waiting for the button.")
  private boolean goLive;

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
    Output output = Output.of(false);
    try {
      Optional<BroadcastSettings> broadcast =
          programme.given() ? Optional.of(programme.settings()) : Optional.empty();
      return open(window, broadcast, targets.outlets(System.getenv(), output), goLive, List.of());
    } catch (IOException e) {
      output.problem(String.valueOf(e.getMessage()));
      return 1;
    }
  }

  /// Opens the window and blocks until it is closed.
  static int open(
      Window window,
      Optional<BroadcastSettings> broadcast,
      List<Outlet> outlets,
      boolean goLive,
      List<URI> watch) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    try (Interruption interruption = Interruption.listen(() -> end.complete(null))) {
      Consumer<String> trace = Boolean.getBoolean(TRACE_START) ? TallyCommand::tellMoment : _ -> {};
      return interruption.ended(
          window.open(new WindowRequest(broadcast, outlets, goLive, watch, trace, end)));
    }
  }

  /// For the benchmark of the start: what is there now, and the time of day, ms since 1970. When
  /// the process began the benchmark knows; the system tells it to whole seconds only.
  private static void tellMoment(String what) {
    System.out.println("trace-start " + what + " " + System.currentTimeMillis());
    System.out.flush();
  }

  /// Does what a command line says. Blocks until it is done.
  ///
  /// @param window for a command line without a command
  /// @return the exit code of the process: 0 only when what was asked for happened
  public static int run(String[] words, Window window) {
    if (words.length == 0) {
      // Where there is nothing to read, a reader would only hold the window up.
      return open(window, Optional.empty(), List.of(), false, List.of());
    }
    CommandLine line = described(window);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionStrategy(TallyCommand::execute);
    line.setParameterExceptionHandler(TallyCommand::tellMistake);
    line.setExecutionExceptionHandler((failure, _, _) -> {
      LoggerFactory.getLogger(TallyCommand.class).error("A command failed", failure);
      PrintWriter err = line.getErr();
      err.println(
          "tally: something unexpected went wrong (" + failure + "). The log has the details.");
      err.flush();
      return 1;
    });
    return line.execute(meant(words));
  }

  /// A desktop hands over a file or an address as the only word: a stream is played in the window,
  /// and an ingest becomes its destination. Other words stay as they are.
  public static String[] meant(String... words) {
    if (words.length == 1 && STREAM.matcher(words[0]).matches()) {
      return new String[] {"window", words[0]};
    }
    return words.length == 1 && INGEST.matcher(words[0]).matches()
        ? new String[] {"--to", words[0]}
        : words;
  }

  /// Every command and option with its description, as the manual and the shells' completion need
  /// it.
  ///
  /// @param window for a command line without a command
  public static CommandLine described(Window window) {
    CommandLine line = new CommandLine(new TallyCommand(window));
    line.addSubcommand(new WindowCommand(window));
    line.getSubcommands().values().forEach(TallyCommand::addHelp);
    return line;
  }

  /// What describes a programme belongs behind the command that sends it; before it, it would go
  /// unnoticed.
  private static int execute(ParseResult words) {
    if (words.hasSubcommand()) {
      String command = words.subcommand().commandSpec().name();
      for (OptionSpec option : words.matchedOptions()) {
        if (option.scopeType() == ScopeType.LOCAL) {
          throw new ParameterException(
              words.commandSpec().commandLine(),
              "%s stands before the command %s; write it after it, as in: tally %s %s"
                  .formatted(option.longestName(), command, command, option.longestName()));
        }
      }
    }
    try {
      LoggerFactory.getLogger(TallyCommand.class).info(String.join("; ", ProgramVersion.lines()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RunLast().execute(words);
  }

  /// One sentence in place of picocli's whole help; a key that stands where it does not belong is
  /// not repeated.
  private static int tellMistake(ParameterException mistake, String[] words) {
    CommandLine command = mistake.getCommandLine();
    String message = String.valueOf(mistake.getMessage());
    PrintWriter err = command.getErr();
    err.println("tally: " + ADDRESS.matcher(message).replaceAll("$1••••••"));
    err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static void addHelp(CommandLine command) {
    command.getCommandSpec().mixinStandardHelpOptions(true);
  }
}
