// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.testing.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Which library does a process load before all others, so that it sees a device that this machine
/// has not?
public final class Preload {
  private Preload() {}

  /// Compiles one.
  ///
  /// @param beside the class that the source lies beside
  /// @param name of the source, without `.c`
  /// @param directory where source and library go
  /// @return the library, for `LD_PRELOAD`
  public static Path compile(Class<?> beside, String name, Path directory)
      throws IOException, InterruptedException {
    Path source = directory.resolve(name + ".c");
    Path library = directory.resolve("lib" + name + ".so");
    try (InputStream in = beside.getResourceAsStream(name + ".c")) {
      Files.copy(requireNonNull(in), source, StandardCopyOption.REPLACE_EXISTING);
    }
    Process gcc =
        new ProcessBuilder(
                "gcc",
                "-O2",
                "-shared",
                "-fPIC",
                "-o",
                library.toString(),
                source.toString(),
                "-ldl",
                "-pthread")
            .redirectErrorStream(true)
            .start();
    String said = new String(gcc.getInputStream().readAllBytes(), UTF_8);
    if (!gcc.waitFor(60, SECONDS) || gcc.exitValue() != 0) {
      throw new IOException("gcc cannot compile " + name + ".c: " + said);
    }
    return library;
  }
}
