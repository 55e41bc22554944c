// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Which sound server may a test play to and record from?
///
/// A PulseAudio daemon of its own, with its own socket and directory, so that it meets no other. It
/// has speakers that nobody hears (the default, [#SPEAKERS]) and a microphone (the default,
/// [#MICROPHONE]) that hears what is played to [#MICROPHONE_FEED]. While it runs, PulseAudio's
/// library in this process finds it by `PULSE_SERVER`; programs find it by [#environment]. One at a
/// time in a process.
public final class TestSoundServer implements AutoCloseable {
  /// The sink that plays what the desktop plays.
  public static final String SPEAKERS = "test_speakers";

  /// What a person knows that sink by.
  public static final String SPEAKERS_NAME = "Test Speakers";

  /// The source of the microphone.
  public static final String MICROPHONE = "test_microphone";

  /// What a person knows that source by.
  public static final String MICROPHONE_NAME = "Test Microphone";

  /// What is played here, the microphone hears.
  public static final String MICROPHONE_FEED = "test_microphone_feed";

  private static final String VARIABLE = "PULSE_SERVER";

  private final Path directory;
  private final ProcessVariable variable;
  private Process server;

  private TestSoundServer(Path directory, Process server) {
    this.directory = directory;
    this.server = server;
    this.variable = ProcessVariable.set(VARIABLE, address());
  }

  /// Starts a server and waits until it takes connections.
  ///
  /// @throws IOException when PulseAudio is not installed or does not start
  public static TestSoundServer start() throws IOException {
    Path directory = Files.createTempDirectory("tally-sound");
    return new TestSoundServer(directory, launch(directory));
  }

  private static Process launch(Path directory) throws IOException {
    Path script = directory.resolve("modules.pa");
    Files.writeString(
        script,
        """
        load-module module-native-protocol-unix auth-anonymous=1 socket=%s
        load-module module-null-sink sink_name=%s rate=48000 sink_properties="device.description='%s'"
        load-module module-null-sink sink_name=%s rate=48000 sink_properties="device.description='Microphone Feed'"
        load-module module-remap-source master=%s.monitor source_name=%s source_properties="device.description='%s'"
        set-default-sink %s
        set-default-source %s
        """
            .formatted(
                directory.resolve("native"),
                SPEAKERS,
                SPEAKERS_NAME,
                MICROPHONE_FEED,
                MICROPHONE_FEED,
                MICROPHONE,
                MICROPHONE_NAME,
                SPEAKERS,
                MICROPHONE));
    ProcessBuilder builder =
        new ProcessBuilder(
            "pulseaudio",
            "--daemonize=no",
            "--use-pid-file=no",
            "--exit-idle-time=-1",
            "--log-target=stderr",
            "--log-level=info",
            "-n",
            "-F",
            script.toString());
    builder.redirectOutput(Redirect.DISCARD);
    for (String place : List.of("HOME", "XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "TMPDIR")) {
      builder.environment().put(place, directory.toString());
    }
    builder.environment().remove(VARIABLE);
    builder.environment().put("LC_ALL", "C");
    Process server = builder.start();
    awaitReady(server);
    return server;
  }

  // The log is read to its end, else the server stops when the pipe is full.
  private static void awaitReady(Process server) throws IOException {
    var log = new BufferedReader(new InputStreamReader(server.getErrorStream(), UTF_8));
    StringBuilder seen = new StringBuilder();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      seen.append(line).append('\n');
      if (line.contains("Daemon startup complete")) {
        Thread.ofVirtual().start(() -> log.lines().forEach(ignored -> {}));
        return;
      }
    }
    throw new IOException(
        "PulseAudio did not start; is the package pulseaudio installed?\n" + seen);
  }

  /// The server's name for `PULSE_SERVER`.
  public String address() {
    return "unix:" + directory.resolve("native");
  }

  /// The variables by which a program finds this server.
  public Map<String, String> environment() {
    return Map.of(VARIABLE, address());
  }

  /// Plays a signal until the process is ended, which is the caller's duty.
  ///
  /// @param sink [#SPEAKERS] or [#MICROPHONE_FEED]
  /// @param signal FFmpeg's expression of the time `t`, such as `0.25*sin(2*PI*440*t)`
  public Process play(String sink, String signal) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    "ffmpeg",
                    "-nostdin",
                    "-loglevel",
                    "quiet",
                    "-f",
                    "lavfi",
                    "-i",
                    "aevalsrc=" + signal + "|" + signal + ":s=48000",
                    "-f",
                    "pulse",
                    "-device",
                    sink,
                    "-buffer_duration",
                    "1000",
                    "test"))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    builder.environment().putAll(environment());
    return builder.start();
  }

  /// Plugs in another output.
  ///
  /// @return what [#unplug] takes
  public int plugInOutput(String sink, String name) throws IOException, InterruptedException {
    String properties = "sink_properties=device.description='" + name + "'";
    return Integer.parseInt(
        runToEnd("pactl", "load-module", "module-null-sink", "sink_name=" + sink, properties));
  }

  /// Plugs in another microphone, which hears nothing.
  ///
  /// @return what [#unplug] takes
  public int plugInMicrophone(String source, String name) throws IOException, InterruptedException {
    String description = "description='" + name + "'";
    return Integer.parseInt(
        runToEnd(
            "pactl", "load-module", "module-null-source", "source_name=" + source, description));
  }

  /// Takes out what was plugged in.
  public void unplug(int device) throws IOException, InterruptedException {
    runToEnd("pactl", "unload-module", Integer.toString(device));
  }

  /// Runs a short program against this server to its end, such as `pactl`.
  ///
  /// @return what it printed
  public String runToEnd(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment());
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + printed);
    }
    return printed;
  }

  /// Stops the server from answering, though it is still there.
  public void hang() throws IOException, InterruptedException {
    runToEnd("kill", "-STOP", Long.toString(server.pid()));
  }

  /// Ends the server at once, as a crash would.
  public void kill() throws InterruptedException {
    server.destroyForcibly().waitFor();
  }

  /// Brings a killed server back at its address.
  public void restart() throws IOException {
    server = launch(directory);
  }

  /// Ends the server and removes its directory. Idempotent.
  @Override
  public void close() {
    variable.close();
    server.destroyForcibly();
    try (Stream<Path> files = Files.exists(directory) ? Files.walk(directory) : Stream.empty()) {
      server.waitFor();
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
