// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.ffmpeg.ffprobe;
import org.bytedeco.javacpp.Loader;

/// What do FFmpeg's own programs say, of the version that is bundled?
///
/// They know Enhanced RTMP with several tracks, which the system's older ones do not. They run as
/// processes of their own, so nothing here has a part in what they read and write.
public final class BundledFfmpeg {
  private BundledFfmpeg() {}

  /// Runs `ffmpeg`; it must be content.
  public static String run(String... arguments) throws IOException, InterruptedException {
    return run(Loader.load(ffmpeg.class), List.of("-v", "error", "-nostdin", "-y"), arguments);
  }

  /// Runs `ffprobe`, and gives the lines it printed.
  public static List<String> probe(String... arguments) throws IOException, InterruptedException {
    return run(Loader.load(ffprobe.class), List.of("-v", "error"), arguments)
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static String run(String program, List<String> first, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(program);
    command.addAll(first);
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SVT_LOG", "1"); // SVT-AV1 tells its settings past FFmpeg's log
    var process = builder.start();
    try {
      process.getOutputStream().close();
      var words = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(
            "The program was not content: " + String.join(" ", command) + "\n" + words);
      }
      return words;
    } finally {
      process.destroyForcibly();
    }
  }
}
