// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.app.settings.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/// What is written down of a diagnosis, for whoever helps?
///
/// The findings and the end of the log, without secrets. Threads: any; writes to the disk.
public final class DiagnosisReport {
  private static final int LINES = 200;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'diagnosis-'yyyy-MM-dd-HHmmss'.txt'");

  private DiagnosisReport() {}

  /// A new name beside the log, for whoever was not told another.
  public static Path place() {
    return Directories.ofUser()
        .state()
        .resolve(NAME.format(LocalDateTime.now(ZoneId.systemDefault())));
  }

  /// Writes it.
  ///
  /// @param file may not be there yet
  /// @throws IOException with a sentence, also when there is such a file
  public static void write(Path file, List<Finding> found) throws IOException {
    try {
      List<String> lines = new ArrayList<>(found.stream().map(Finding::line).toList());
      lines.add("");
      Path log = Directories.ofUser().state().resolve("tally.log");
      if (Files.isReadable(log)) {
        try (Stream<String> all = Files.lines(log, UTF_8)) {
          lines.addAll(last(all));
        }
      }
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.write(
          file, lines.stream().map(Masked::text).toList(), UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new IOException(
          "The report %s cannot be written (%s): choose a new name in a folder of your own."
              .formatted(file, e),
          e);
    }
  }

  /// The last lines of a log.
  static List<String> last(Stream<String> lines) {
    Deque<String> last = new ArrayDeque<>(LINES);
    lines.forEach(line -> {
      if (last.size() == LINES) {
        last.removeFirst();
      }
      last.addLast(line);
    });
    return List.copyOf(last);
  }
}
