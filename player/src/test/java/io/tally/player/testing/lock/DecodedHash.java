// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing.lock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/// What does the ffmpeg program decode from a file or playlist?
public final class DecodedHash {
  private DecodedHash() {}

  /// All that is decoded, a line for each stream.
  ///
  /// @param input arguments that end with `-i` and its name
  public static List<String> of(String... input) throws Exception {
    return run(List.of(input), List.of("-map", "0", "-f", "streamhash", "-hash", "md5", "-"));
  }

  /// Each picture and block of sound that is decoded, a line each.
  public static List<String> frames(String... input) throws Exception {
    return run(List.of(input), List.of("-map", "0", "-f", "framemd5", "-")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
        .toList();
  }

  private static List<String> run(List<String> input, List<String> output) throws Exception {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin"));
    command.addAll(input);
    command.addAll(output);
    Process ffmpeg =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String told = new String(ffmpeg.getInputStream().readAllBytes(), UTF_8);
    if (ffmpeg.waitFor() != 0) {
      throw new AssertionError("ffmpeg failed: " + String.join(" ", command));
    }
    return told.lines().toList();
  }
}
