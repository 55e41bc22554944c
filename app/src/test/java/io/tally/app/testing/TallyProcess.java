// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.app.Launcher;
import io.tally.capture.testing.process.JavaProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What does the program do as a process of its own, with its standard streams in pipes?
///
/// One that hangs is made to print what its threads do and ended, so that whoever reads its output
/// fails instead of waiting. Threads: one, the test's.
public final class TallyProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 150;

  /// What takes X and PulseAudio out of an environment.
  public static final Map<String, String> WITHOUT_DEVICES =
      Map.of(
          "DISPLAY", "", "WAYLAND_DISPLAY", "", "PULSE_SERVER", "unix:/nonexistent/pulse/native");

  private final Process process;
  private final Path home;
  private final BufferedReader out;
  private final FutureTask<String> err;
  private final List<String> lines = new ArrayList<>();

  private TallyProcess(Process process, Path home) {
    this.process = process;
    this.home = home;
    out = process.inputReader(UTF_8);
    err = new FutureTask<>(() -> new String(process.getErrorStream().readAllBytes(), UTF_8));
    Thread.ofPlatform().daemon().start(err);
    Thread.ofPlatform().daemon().start(this::watch);
  }

  private void watch() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        signal("QUIT"); // it prints what its threads do, and goes on
        boolean _ = process.waitFor(2, TimeUnit.SECONDS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  /// Starts it with these words and no more of an environment than any process has.
  ///
  /// @param home where it keeps its log and settings
  public static TallyProcess start(Path home, String... words) throws IOException {
    return start(home, Map.of(), words);
  }

  /// Starts it.
  ///
  /// @param home where it keeps its log and settings
  /// @param environment beside the usual one; what is empty here is taken out of it
  public static TallyProcess start(Path home, Map<String, String> environment, String... words)
      throws IOException {
    return start(home, environment, List.of(), words);
  }

  /// Starts it with another program before it, such as a shell that sets a limit first.
  ///
  /// @param prefix the words of that program, which puts what follows them in its own place
  public static TallyProcess start(
      Path home, Map<String, String> environment, List<String> prefix, String... words)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(program(List.of()));
    command.addAll(List.of(words));
    return start(home, environment, command);
  }

  /// Starts what a person types into a shell, in which `tally` is this program.
  ///
  /// @param prefix the words of a program that runs the shell in its own place
  /// @param folder where the person is
  /// @param options of the JVM
  /// @param line which has to call the program once, and do nothing after that
  public static TallyProcess startLine(
      Path home,
      Map<String, String> environment,
      List<String> prefix,
      Path folder,
      List<String> options,
      String line)
      throws IOException {
    String script =
        "cd %s; tally() { exec %s \"$@\"; }\n%s"
            .formatted(
                quoted(folder.toString()),
                program(options).stream()
                    .map(TallyProcess::quoted)
                    .collect(Collectors.joining(" ")),
                line);
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("bash", "-c", script));
    return start(home, environment, command);
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /// The words that are this program.
  ///
  /// @param more options of the JVM
  private static List<String> program(List<String> more) {
    List<String> options =
        new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    options.addAll(more);
    // A shell lets what it runs in the background ignore Ctrl-C, and that is handed down.
    List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
    words.addAll(JavaProgram.words(options, Launcher.class));
    return words;
  }

  private static TallyProcess start(
      Path home, Map<String, String> environment, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> variables = builder.environment();
    variables.remove("TALLY_STREAM_KEY");
    variables.put("XDG_STATE_HOME", home.resolve("state").toString());
    variables.put("TALLY_CONFIG_DIR", home.resolve("config").toString());
    variables.putAll(environment);
    environment.forEach((name, value) -> {
      if (value.isEmpty()) {
        variables.remove(name);
      }
    });
    return new TallyProcess(builder.start(), home);
  }

  /// Reads standard output up to a line.
  public String awaitLine(Predicate<String> wanted) throws Exception {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
      if (wanted.test(line)) {
        return line;
      }
    }
    throw new AssertionError("It ended with " + exitCode() + " after " + lines + "\n" + errors());
  }

  /// Reads standard output, which is JSON, up to an event.
  public JsonNode awaitEvent(String name) throws Exception {
    return awaitEvent(event -> event.get("event").asString().equals(name));
  }

  /// Reads standard output, which is JSON, up to an event.
  public JsonNode awaitEvent(Predicate<JsonNode> wanted) throws Exception {
    return json(awaitLine(line -> wanted.test(json(line))));
  }

  /// All events of standard output, which is JSON, that have a name; after its end.
  public List<JsonNode> events(String name) throws Exception {
    exitCode();
    return lines.stream()
        .map(this::json)
        .filter(event -> event.get("event").asString().equals(name))
        .toList();
  }

  private JsonNode json(String line) {
    try {
      return new JsonMapper().readTree(line);
    } catch (JacksonException e) {
      throw new AssertionError("Not JSON: " + line + "\nafter " + lines, e);
    }
  }

  /// Writes a line to its standard input.
  public void type(String line) throws IOException {
    process.outputWriter(UTF_8).write(line + "\n");
    process.outputWriter(UTF_8).flush();
  }

  /// Ends its standard input.
  public void endInput() throws IOException {
    process.outputWriter(UTF_8).close();
  }

  /// As the system does when it shuts down.
  public void terminate() throws Exception {
    signal("TERM");
  }

  /// As Ctrl-C does.
  public void interrupt() throws Exception {
    signal("INT");
  }

  // By a program: `Process.destroy` would close the pipes that are still to be read.
  private void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("There is no process " + process.pid() + " any more");
    }
  }

  /// Waits for its end.
  public int exitCode() throws Exception {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
    }
    return process.waitFor();
  }

  /// All lines of standard output that were read.
  public List<String> lines() {
    return lines;
  }

  /// All of standard error, after its end.
  public String errors() throws Exception {
    return err.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /// All that it wrote anywhere, after its end: standard streams, log and settings.
  public String everythingSaid() throws Exception {
    exitCode();
    StringBuilder all = new StringBuilder(String.join("\n", lines)).append(errors());
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), UTF_8));
      }
    }
    return all.toString();
  }

  /// The system's own handle on it.
  public ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
  }
}
