// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.app.cli.terminal.Output;
import io.tally.app.settings.Directories;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
      "Nothing is asked of the network but what --to and --time-server name; no stream key is used."
    },
    footer = {
      "",
      "Exit code: 0 when all is well or only something is lacking; 1 when nothing could go on the air.",
      "",
      "With --json every line is an object. event: finding (area, verdict, sentence)."
    })
public final class DoctorCommand implements Callable<Integer> {
  private static final long LEAST_BYTES = 1_000_000_000; // an hour at 2.5 Mb/s
  private static final long LEAST_SETTINGS_BYTES = 10_000_000;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--to",
      paramLabel = "URL",
      description = "See whether the server of this address answers, too. Its key is not needed.")
  private @Nullable URI address;

  @Option(
      names = "--time-server",
      paramLabel = "HOST",
      description = "Compare the clock with that of a time server such as pool.ntp.org.")
  private @Nullable String timeServer;

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
    Directories places = Directories.ofUser();
    List<Finding> found = new ArrayList<>(SystemCheck.run());
    found.addAll(MediaCheck.run());
    found.add(new PlaceCheck("settings", places.config(), LEAST_SETTINGS_BYTES).run());
    found.add(new PlaceCheck("log", places.state(), LEAST_SETTINGS_BYTES).run());
    found.add(new PlaceCheck("recordings", recordings.toAbsolutePath(), LEAST_BYTES).run());
    if (address != null) {
      found.addAll(network(address).run());
    }
    if (timeServer != null) {
      found.add(new ClockCheck(timeServer, ClockCheck.NTP_PORT).run());
    }
    for (Finding one : found) {
      output.event(
          "finding",
          one.line(),
          Map.of("area", one.area(), "verdict", one.verdict().word(), "sentence", one.sentence()));
    }
    if (report != null && !write(report, found, places, output)) {
      return 1;
    }
    return found.stream().anyMatch(one -> one.verdict() == Finding.Verdict.FAILS) ? 1 : 0;
  }

  private NetworkCheck network(URI of) {
    try {
      return new NetworkCheck(of);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean write(Path file, List<Finding> found, Directories places, Output output) {
    Path log = places.state().resolve("tally.log");
    try {
      List<String> lines = new ArrayList<>(found.stream().map(Finding::line).toList());
      lines.add("");
      if (Files.isReadable(log)) {
        try (Stream<String> all = Files.lines(log, UTF_8)) {
          lines.addAll(LogTail.of(all));
        }
      }
      Files.write(
          file, lines.stream().map(Masked::text).toList(), UTF_8, StandardOpenOption.CREATE_NEW);
      output.event("report", "The report is " + file + ".", Map.of("file", file.toString()));
      return true;
    } catch (IOException e) {
      output.problem(
          "The report %s cannot be written (%s): choose a new name in a folder of your own."
              .formatted(file, e));
      return false;
    }
  }
}
