// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;

/// What does a program of the system say, and how does it end?
///
/// @param code its exit code
/// @param text its standard output and error
public record Tool(int code, String text) {
  /// Where Maven runs the tests.
  public static final Path SOURCES = Path.of("src").toAbsolutePath();

  /// Runs a program to its end, with nothing to read.
  public static Tool run(String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Tool(process.waitFor(), text);
  }
}
