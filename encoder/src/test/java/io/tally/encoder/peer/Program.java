// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What does an independent program (ffmpeg, ffprobe) say about a file of ours?
///
/// @param exitCode 0 when the program was content
/// @param output its standard output
/// @param errors what it complained about
public record Program(int exitCode, String output, String errors) {
  /// Runs a program to its end.
  public static Program run(String... command) {
    try {
      Path errors = Files.createTempFile("tally-program", ".txt");
      try {
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        int exitCode = process.waitFor();
        return new Program(exitCode, output, Files.readString(errors));
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + command[0] + " ran", e);
    }
  }

  /// Decodes every frame of a file; content only when there is nothing to complain about.
  public static Program decode(Path file) {
    return run("ffmpeg", "-v", "error", "-xerror", "-i", file.toString(), "-f", "null", "-");
  }

  /// Shows values of a stream's packets, one line a packet, values separated by commas.
  ///
  /// @param stream such as `v:0`
  /// @param entries such as `packet=pts_time,flags`
  public static List<String> probe(Path file, String stream, String entries) {
    List<String> command =
        new ArrayList<>(List.of("ffprobe", "-v", "error", "-select_streams", stream));
    command.addAll(List.of("-show_entries", entries, "-of", "csv=p=0", file.toString()));
    Program probe = run(command.toArray(String[]::new));
    if (probe.exitCode() != 0 || !probe.errors().isEmpty()) {
      throw new IllegalStateException("ffprobe refused " + file + ": " + probe.errors());
    }
    return probe.output().lines().filter(line -> !line.isBlank()).toList();
  }
}
