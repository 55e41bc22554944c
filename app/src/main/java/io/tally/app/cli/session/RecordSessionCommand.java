// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.session;

import io.tally.app.cli.terminal.Interruption;
import io.tally.app.cli.terminal.Output;
import io.tally.player.session.RecordSettings;
import io.tally.player.session.SessionRecorder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What does `tally record-session` do?
@Command(
    name = "record-session",
    description = {
      "Keep what an HLS stream answers, with its timing, so that tally replay-session can show it"
          + " again: playlists as they change, segments, parts and keys.",
      "Values in queries, which may be tokens, are replaced before anything is written; the media"
          + " and their keys are written as they are."
    },
    footer = {
      "",
      "Exit code: 0 when it ended by itself, after --seconds, at --most, or by Ctrl-C; 1 when the"
          + " stream could not be loaded or the folder not be written; 2 for a wrong command line.",
      "",
      "With --json: event: recording (answers, bytes), end (answers, bytes, full)."
    })
public final class RecordSessionCommand implements Callable<Integer> {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "URL", description = "Address of a playlist (.m3u8).")
  private URI url = URI.create("");

  @Parameters(
      paramLabel = "DIR",
      description = "Where to write. It is made; what is there must be empty.")
  private Path folder = Path.of("");

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "How long to record, at most. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--most",
      paramLabel = "MB",
      defaultValue = "1000",
      description = "How much to write, at most. Default: ${DEFAULT-VALUE}.")
  private int megabytes;

  @Option(names = "--first", description = "The first variant only, not all of them.")
  private boolean first;

  @Option(
      names = "--anywhere",
      description = "Let a public stream lead to this machine and its network, too.")
  private boolean anywhere;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() {
    if (seconds < 1 || megabytes < 1) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--seconds is %d and --most %d; both must be at least 1".formatted(seconds, megabytes));
    }
    Output output = Output.of(json);
    RecordSettings settings =
        new RecordSettings(
            url, folder, Duration.ofSeconds(seconds), megabytes * 1_000_000L, !first, anywhere);
    try {
      return record(SessionRecorder.start(settings), output);
    } catch (IOException e) {
      output.problem(String.valueOf(e.getMessage()));
      return 1;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private int record(SessionRecorder recorder, Output output) throws InterruptedException {
    try (Interruption interruption = Interruption.listen(recorder::close)) {
      try (recorder) {
        follow(recorder, output);
      }
      output.end();
      Optional<String> problem = recorder.problem();
      problem.ifPresent(output::problem);
      String end = recorder.full() ? ", as much as was allowed" : "";
      output.event("end", words(recorder) + " in " + folder + end, ended(recorder));
      return interruption.ended(problem.isPresent() ? 1 : 0);
    }
  }

  private static void follow(SessionRecorder recorder, Output output) throws InterruptedException {
    while (!recorder.await(LOOK_EVERY)) {
      output.progress("recording", words(recorder), fields(recorder));
    }
  }

  private static String words(SessionRecorder recorder) {
    return "%d answers, %.1f MB".formatted(recorder.answers(), recorder.bytes() / 1e6);
  }

  private static Map<String, Object> fields(SessionRecorder recorder) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("answers", recorder.answers());
    fields.put("bytes", recorder.bytes());
    return fields;
  }

  private static Map<String, Object> ended(SessionRecorder recorder) {
    Map<String, Object> fields = fields(recorder);
    fields.put("full", recorder.full());
    return fields;
  }
}
