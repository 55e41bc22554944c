// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/// Which X display may a test draw on and take pictures of?
///
/// A virtual screen (Xvfb) of its own, on a number that is free. It can be killed and come back on
/// the same number, as a display does when its server restarts.
public final class TestDisplay implements AutoCloseable {
  private final String size;
  private Process server;
  private final int number;

  private TestDisplay(String size, Process server, int number) {
    this.size = size;
    this.server = server;
    this.number = number;
  }

  /// Starts a display and waits until it takes connections.
  ///
  /// @param width px
  /// @param height px
  public static TestDisplay start(int width, int height) throws IOException {
    String size = width + "x" + height + "x24";
    Process server = launch(List.of("Xvfb", "-displayfd", "1"), size);
    return new TestDisplay(size, server, readNumber(server));
  }

  private static Process launch(List<String> command, String size) throws IOException {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(List.of("-screen", "0", size, "-nolisten", "tcp", "-ac", "-noreset"));
    return new ProcessBuilder(whole).redirectError(Redirect.DISCARD).start();
  }

  /// Xvfb writes its number once it is ready.
  private static int readNumber(Process server) throws IOException {
    // Not closed: Xvfb ends when it writes to a closed pipe.
    var out = new BufferedReader(new InputStreamReader(server.getInputStream(), US_ASCII));
    String line = out.readLine();
    if (line == null) {
      throw new IOException("Xvfb did not start; is the package xvfb installed?");
    }
    return Integer.parseInt(line.strip());
  }

  /// The display's name for `DISPLAY`, such as ":99".
  public String name() {
    return ":" + number;
  }

  /// Starts a program on this display; whoever starts it ends it.
  public Process run(String... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    builder.environment().put("DISPLAY", name());
    return builder.start();
  }

  /// Runs a short program on this display to its end, such as `xsetroot -solid red`.
  public void runToEnd(String... command) throws IOException, InterruptedException {
    Process process = run(command);
    if (!process.waitFor(10, SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " failed on display " + name());
    }
  }

  /// Ends the server at once, as a crash would.
  public void kill() throws InterruptedException {
    server.destroyForcibly().waitFor();
  }

  /// Brings a killed display back under its number.
  public void restart() throws IOException {
    server = launch(List.of("Xvfb", name(), "-displayfd", "1"), size);
    readNumber(server);
  }

  /// Ends the server. Idempotent.
  @Override
  public void close() {
    server.destroy();
    try {
      if (!server.waitFor(5, SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
