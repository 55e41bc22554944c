// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.doctor;

import io.tally.app.cli.terminal.Output;
import io.tally.app.doctor.Diagnosis;
import io.tally.app.doctor.DiagnosisReport;
import io.tally.app.doctor.Finding;
import io.tally.app.settings.SettingsFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What does `tally doctor` do?
@Command(
    name = "doctor",
    description = {
      "Look at devices, encoders, system libraries, disk, network and clock, and say what is amiss.",
      "Nothing is asked of the network but the hosts of the window's destinations that are switched on,"
          + " or what --to and --time-server name; no stream key is used."
    },
    footer = {
      "",
      "Exit code: 0 when all is well or only something is lacking; 1 when something fails that a"
          + " broadcast needs.",
      "",
      "With --json every line is an object. event: finding (area, verdict, sentence)."
    })
public final class DoctorCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--to",
      paramLabel = "URL",
      description =
          "See whether the server of this address answers. Its key is not needed. Default: those of"
              + " the window's destinations.")
  private List<URI> addresses = List.of();

  @Option(
      names = "--time-server",
      paramLabel = "HOST",
      description = "Compare the clock with that of a time server such as pool.ntp.org.")
  private Optional<String> timeServer = Optional.empty();

  @Option(
      names = "--record-to",
      paramLabel = "FOLDER",
      description = "Where recordings shall go. Default: this folder.")
  private Path recordings = Path.of("");

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write the findings and the end of the log into a new file, without secrets.")
  private @Nullable Path report;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() {
    Output output = Output.of(json);
    List<Finding> found = diagnosis().run();
    for (Finding one : found) {
      output.event(
          "finding",
          one.line(),
          Map.of("area", one.area(), "verdict", one.verdict().word(), "sentence", one.sentence()));
    }
    return (report == null || write(report, found, output))
            && found.stream().noneMatch(one -> one.verdict() == Finding.Verdict.FAILS)
        ? 0
        : 1;
  }

  private Diagnosis diagnosis() {
    List<URI> asked =
        addresses.isEmpty()
            ? Diagnosis.addresses(SettingsFile.ofUser().look().settings().delivery())
            : addresses;
    try {
      return new Diagnosis(recordings, asked, timeServer);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean write(Path file, List<Finding> found, Output output) {
    try {
      DiagnosisReport.write(file, found);
      output.event("report", "The report is " + file + ".", Map.of("file", file.toString()));
      return true;
    } catch (IOException e) {
      output.problem(String.valueOf(e.getMessage()));
      return false;
    }
  }
}
