// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;

/// How do tests run the `ffmpeg` and `ffprobe` programs?
///
/// The child's words go to a file, so that it never blocks on a full pipe; close ends the child.
public final class FfmpegProgram implements AutoCloseable {
  private static final List<String> FIRST = List.of("-hide_banner", "-nostdin", "-y");

  private final Process process;
  private final Path words;

  private FfmpegProgram(Process process, Path words) {
    this.process = process;
    this.words = words;
  }

  public static FfmpegProgram start(String... arguments) throws IOException {
    return start("ffmpeg", FIRST, arguments);
  }

  /// The program that comes with our own libraries, which is newer than a system's.
  public static FfmpegProgram bundled(String... arguments) throws IOException {
    return start(Loader.load(ffmpeg.class), FIRST, arguments);
  }

  private static FfmpegProgram start(String program, List<String> first, String... arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(program);
    command.addAll(first);
    command.addAll(List.of(arguments));
    var words = Files.createTempFile("tally-ffmpeg", ".log");
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(words.toFile())
            .start();
    return new FfmpegProgram(process, words);
  }

  /// Runs to the end, and gives what it said.
  public static String run(String... arguments) throws IOException, InterruptedException {
    try (var program = start(arguments)) {
      return program.finish();
    }
  }

  /// Runs `ffprobe`, and gives the lines it printed.
  public static List<String> probe(String... arguments) throws IOException, InterruptedException {
    try (var program = start("ffprobe", List.of("-v", "error"), arguments)) {
      return program.finish().lines().toList();
    }
  }

  /// Waits for the end, whatever the exit code is.
  public String end() throws IOException, InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IOException("The program did not end in 60 s: " + words());
    }
    return words();
  }

  /// Waits for the end; the exit code must be 0.
  public String finish() throws IOException, InterruptedException {
    end();
    if (process.exitValue() != 0) {
      throw new IOException("The program ended with " + process.exitValue() + ": " + words());
    }
    return words();
  }

  public String words() throws IOException {
    return Files.readString(words);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    process.onExit().join();
    Files.deleteIfExists(words);
  }
}
