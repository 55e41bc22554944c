// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import io.tally.app.Broadcast;
import io.tally.app.LocalIngest;
import io.tally.app.cli.control.Control;
import io.tally.app.cli.run.StreamRun;
import io.tally.app.cli.target.FirstLook;
import io.tally.app.cli.target.Targets;
import io.tally.app.cli.terminal.Output;
import io.tally.app.outlet.Outlet;
import io.tally.app.settings.BroadcastSettings;
import io.tally.capture.MediaClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What does `tally stream` do?
@Command(
    name = "stream",
    description = "Go live without a window.",
    footer = {
      "",
      "Exit code: 0 when the stream was live and ended as asked (--seconds over, or Ctrl-C in a run"
          + " without --seconds); 130 when Ctrl-C or SIGTERM came earlier; 2 for a wrong command"
          + " line; else 1, with the reason on standard error.",
      "",
      "With --json every line is an object. event: state (state, sentence, session of the"
          + " stamps in the pictures), source (id, state,"
          + " detail), watch (playlist, page), objection (id, sentence, fix), encode (sentence,"
          + " ids), endpoint (id, name, state; while reconnecting attempt, lost_seconds,"
          + " retry_seconds, sentence; when failed sentence), statistics (seconds, fps, frames,"
          + " lagged, skipped, dropped, kbps, bytes, cpu, endpoints: id, name, state, encode,"
          + " reduced, kbps, target_kbps, queue_ms, round_trip_ms, dropped, reconnects), problem"
          + " (sentence), order (order), end (code)."
    })
final class StreamCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private ProgrammeOptions programme = new ProgrammeOptions();
  @Mixin private Targets targets = new Targets();

  @Option(
      names = "--strict",
      description = "Send nothing when a service would object to the settings.")
  private boolean strict;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Write the programme to a file, too: .mp4, .mkv or .ts.")
  private @Nullable Path record;

  @Option(names = "--overwrite", description = "Replace a file of that name.")
  private boolean overwrite;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "End after so many seconds on the air. Default: when interrupted.")
  private @Nullable Integer seconds;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Option(
      names = "--control",
      description =
          "Take orders on standard input, a line each: "
              + Control.FORMS
              + ". What became of each is told.")
  private boolean control;

  @Override
  public Integer call() {
    Output output = Output.of(json);
    if (seconds != null && seconds < 1) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--seconds is " + seconds + "; it must be at least 1");
    }
    BroadcastSettings settings = programme.settings();
    if (record != null && !overwrite && Files.exists(record)) {
      output.problem(
          "The file " + record + " exists. Choose another name, or add --overwrite to replace it.");
      return 1;
    }
    try (LocalIngest ingest = new LocalIngest();
        Broadcast broadcast = new Broadcast(settings, MediaClock.system())) {
      broadcast.open(); // devices take their time; the endpoint can be found meanwhile
      List<Outlet> outlets = targets.outlets(System.getenv(), output);
      if (!new FirstLook(settings, outlets, output).tell() && strict) {
        output.problem("Nothing is sent, because --strict was given. Mend what is said above.");
        return 1;
      }
      if (outlets.isEmpty()) {
        outlets = List.of(here(ingest, output));
      }
      OptionalInt limit = seconds == null ? OptionalInt.empty() : OptionalInt.of(seconds);
      StreamRun run = new StreamRun(broadcast, output, limit);
      if (control) {
        Control.listen(System.in, broadcast, output, run::stop);
      }
      return run.run(outlets, Optional.ofNullable(record));
    } catch (IOException e) {
      output.problem(String.valueOf(e.getMessage()));
      return 1;
    }
  }

  private static Outlet here(LocalIngest ingest, Output output) throws IOException {
    ingest.start();
    output.event(
        "watch",
        "watch at " + ingest.playlist() + " or " + ingest.page(),
        Map.of("playlist", ingest.playlist(), "page", ingest.page()));
    return Outlet.of("here", ingest.endpoint()).withName("This computer");
  }
}
