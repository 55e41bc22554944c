// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which media file does a test need? Made by the `ffmpeg` program when the test runs.
public final class TestMedia {
  private TestMedia() {}

  /// Makes a file with the `ffmpeg` program.
  ///
  /// @param arguments all but the file, separated by spaces
  public static Path make(Path file, String arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("ffmpeg", "-nostdin", "-y", "-loglevel", "error"));
    command.addAll(Arrays.asList(arguments.split(" +")));
    command.add(file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("ffmpeg could not make " + file + ": " + printed);
    }
    return file;
  }
}
