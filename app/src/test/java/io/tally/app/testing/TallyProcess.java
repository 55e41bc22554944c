// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// What does the program do as a process of its own, with its standard streams in pipes?
final class TallyProcess implements AutoCloseable {
  private static final int SECONDS = 60;

  private final Process process;
  private final BufferedReader out;
  private final CompletableFuture<String> err;
  private final List<String> lines = new ArrayList<>();

  private TallyProcess(Process process) {
    this.process = process;
    out = process.inputReader(UTF_8);
    // One that hangs is ended, so that whoever reads its output fails instead of waiting.
    process
        .onExit()
        .completeOnTimeout(process, SECONDS, TimeUnit.SECONDS)
        .thenAccept(Process::destroyForcibly);
    err =
        CompletableFuture.supplyAsync(() -> {
          try {
            return new String(process.getErrorStream().readAllBytes(), UTF_8);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  /// @param home where it keeps its log and settings
  static TallyProcess start(Path home, Map<String, String> environment, String... words)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.bytedeco.javacpp.maxBytes=0",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "io.tally.app.Launcher"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("TALLY_STREAM_KEY");
    builder.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
    builder.environment().put("TALLY_CONFIG_DIR", home.resolve("config").toString());
    builder.environment().putAll(environment);
    return new TallyProcess(builder.start());
  }

  /// Reads standard output up to a line.
  String awaitLine(Predicate<String> wanted) throws Exception {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
      if (wanted.test(line)) {
        return line;
      }
    }
    throw new AssertionError("It ended with " + exitCode() + " after " + lines + "\n" + errors());
  }

  /// As Ctrl-C's sister SIGTERM does.
  void terminate() {
    process.destroy();
  }

  /// Waits for its end.
  int exitCode() throws Exception {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
    }
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("It has not ended in " + SECONDS + " s");
    }
    return process.exitValue();
  }

  /// All lines of standard output that were read.
  List<String> lines() {
    return lines;
  }

  /// All of standard error, after its end.
  String errors() throws Exception {
    return err.get(SECONDS, TimeUnit.SECONDS);
  }

  ProcessHandle.Info info() {
    return process.info();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
