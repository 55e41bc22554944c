// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing.lock;

import io.tally.protocol.peers.FfmpegProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What does the ffmpeg program decode from a file or playlist?
public final class DecodedHash {
  private DecodedHash() {}

  /// All that is decoded, a line for each stream.
  ///
  /// @param input arguments that end with `-i` and its name
  public static List<String> of(String... input) throws Exception {
    return lines(input, "streamhash", "-hash", "md5").filter(line -> line.contains("MD5")).toList();
  }

  /// Each picture and block of sound that is decoded, a line each.
  public static List<String> frames(String... input) throws Exception {
    return lines(input, "framemd5")
        .filter(line -> line.matches("\\d+,.*"))
        .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
        .toList();
  }

  private static Stream<String> lines(String[] input, String... format) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(input));
    arguments.addAll(List.of("-map", "0", "-f"));
    arguments.addAll(List.of(format));
    arguments.add("-");
    return FfmpegProgram.run(arguments.toArray(String[]::new)).lines();
  }
}
