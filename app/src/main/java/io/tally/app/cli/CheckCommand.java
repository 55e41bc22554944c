// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.app.cli.terminal.Interruption;
import io.tally.app.cli.terminal.Output;
import io.tally.app.cli.terminal.ProgramVersion;
import io.tally.player.check.CheckReport;
import io.tally.player.check.CheckSettings;
import io.tally.player.check.StreamChecker;
import io.tally.player.check.TrackSummary;
import io.tally.player.check.export.HarReport;
import io.tally.player.check.export.HtmlReport;
import io.tally.player.check.export.JsonReport;
import io.tally.player.check.export.JunitReport;
import io.tally.player.playlist.Flaw.Severity;
import io.tally.player.rules.Finding;
import io.tally.player.rules.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What does `tally check` do?
@Command(
    name = "check",
    description = {
      "Measure an HLS stream by the rules of RFC 8216bis and say what is wrong with it.",
      "Loads playlists and segments as a player would and shows no picture. A recording ends the"
          + " check with its last segment, a live stream after --seconds."
    },
    footer = {
      "",
      "Exit code: 0 without errors (warnings may be told), 1 with errors, 2 when the stream could"
          + " not be loaded, or for a wrong command line."
    })
final class CheckCommand implements Callable<Integer> {
  private static final int CLEAN = 0;
  private static final int ERRORS = 1;
  private static final int NOT_LOADED = 2;
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  // A request that is under way when the time is over may still take so long.
  private static final int ENDING_LOOKS = 5;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "URL", description = "Address of a playlist (.m3u8) or an MPD.")
  private URI url = URI.create("");

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "How long to watch, at most. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "rfc",
      description =
          "Whose rules: rfc (RFC 8216bis), apple (and Apple's authoring specification), own (what"
              + " the ingest in this program promises). Default: ${DEFAULT-VALUE}.")
  private Profile profile = Profile.RFC;

  @Option(names = "--first", description = "The first variant only, not all of them.")
  private boolean first;

  @Option(
      names = "--anywhere",
      description = "Let a public stream lead to this machine and its network, too.")
  private boolean anywhere;

  @Option(names = "--json", description = "The report as JSON on standard output.")
  private boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "The report as a page.")
  private @Nullable Path html;

  @Option(names = "--junit", paramLabel = "FILE", description = "The report as JUnit's XML.")
  private @Nullable Path junit;

  @Option(names = "--har", paramLabel = "FILE", description = "All requests as HTTP Archive 1.2.")
  private @Nullable Path har;

  private final Set<String> told = new HashSet<>();

  @Override
  public Integer call() throws IOException {
    if (seconds < 1) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--seconds is " + seconds + "; it must be at least 1");
    }
    Output output = Output.of(false);
    CheckSettings settings =
        new CheckSettings(url, profile, Duration.ofSeconds(seconds), !first, anywhere);
    try (StreamChecker checker = StreamChecker.start(settings);
        Interruption interruption = Interruption.listen(checker::close)) {
      CheckReport report = follow(checker, output);
      output.end();
      tell(report, output);
      write(html, "page", () -> HtmlReport.of(report));
      write(junit, "JUnit file", () -> JunitReport.of(report));
      write(har, "HTTP archive", () -> HarReport.of(report, version()));
      return interruption.ended(code(report));
    } catch (UncheckedIOException e) {
      output.problem(String.valueOf(Objects.requireNonNull(e.getCause()).getMessage()));
      return NOT_LOADED;
    }
  }

  private CheckReport follow(StreamChecker checker, Output output) {
    try {
      for (int looks = 0; looks < seconds + ENDING_LOOKS; looks++) {
        if (checker.await(LOOK_EVERY)) {
          break;
        }
        progress(checker.report(), output);
      }
      return checker.report();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return checker.report();
    }
  }

  private void progress(CheckReport report, Output output) {
    if (json) {
      return;
    }
    tellFindings(report, output);
    output.progress(
        "check",
        "%d s  %d playlists  %d segments  %d requests  %d errors  %d warnings"
            .formatted(
                report.lasted().toSeconds(),
                report.tracks().stream().mapToInt(TrackSummary::playlists).sum(),
                report.segments(),
                report.requests().size(),
                report.errors(),
                report.warnings()),
        Map.of());
  }

  /// Each finding once, when it first comes up.
  private void tellFindings(CheckReport report, Output output) {
    for (Finding finding : report.findings()) {
      String where = finding.url() + (finding.line() > 0 ? ", line " + finding.line() : "");
      String severity = finding.severity() == Severity.ERROR ? "ERROR" : "warning";
      String sentence =
          "%s, rule %d (%s): %s%n    at %s"
              .formatted(
                  severity,
                  finding.rule().id(),
                  finding.rule().section(),
                  finding.sentence(),
                  where);
      if (told.add(sentence)) {
        output.event("finding", sentence, Map.of());
      }
    }
  }

  private void tell(CheckReport report, Output output) {
    if (json) {
      System.out.print(JsonReport.of(report));
      System.out.flush();
      return;
    }
    tellFindings(report, output);
    for (TrackSummary track : report.tracks()) {
      output.event("track", line(track), Map.of());
    }
    report.arrival().words().ifPresent(words -> output.event("arrival", words, Map.of()));
    report.problem().ifPresent(output::problem);
    report.note().ifPresent(note -> output.event("note", note, Map.of()));
    output.event(
        "end",
        "%d errors, %d warnings by profile %s in %d s"
            .formatted(
                report.errors(), report.warnings(), report.profile(), report.lasted().toSeconds()),
        Map.of());
  }

  private static String line(TrackSummary track) {
    String pictures =
        track.framesPerSecond() > 0
            ? String.format(
                Locale.ROOT,
                ", %.2f pictures/s, keyframes every %.2f s",
                track.framesPerSecond(),
                track.keyframeSeconds())
            : "";
    return "%s: %d segments of %d s, %s, %d kbit/s, peak %d%s"
        .formatted(
            track.name(),
            track.segments(),
            Math.round(track.mediaSeconds()),
            track.real().isEmpty() ? "not loaded" : track.real(),
            track.meanBps() / 1000,
            track.peakBps() / 1000,
            pictures);
  }

  private static int code(CheckReport report) {
    if (report.problem().isPresent()) {
      return NOT_LOADED;
    }
    return report.errors() > 0 ? ERRORS : CLEAN;
  }

  private static void write(@Nullable Path file, String what, Supplier<String> text) {
    if (file == null) {
      return;
    }
    try {
      Files.writeString(file, text.get(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException("The " + what + " " + file + " cannot be written: " + e.getMessage(), e));
    }
  }

  private static String version() {
    try {
      return ProgramVersion.lines().getFirst().replaceFirst("^Tally ", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
