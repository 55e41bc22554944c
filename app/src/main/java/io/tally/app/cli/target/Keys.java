// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.cli.target;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.protocol.endpoint.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/// Which secrets does the environment hold, or a file?
public final class Keys {
  private static final String KEY_VARIABLE = "TALLY_STREAM_KEY";
  private static final String PROXY_VARIABLE = "TALLY_PROXY_PASSWORD";

  private Keys() {}

  /// The variable with the key of one target.
  ///
  /// @param number from 1, in the order of the command line
  static String variable(int number) {
    return number == 1 ? KEY_VARIABLE : KEY_VARIABLE + "_" + number;
  }

  /// The key of one target; empty where there is none.
  ///
  /// @param number from 1, in the order of the command line
  public static Secret ofTarget(int number, Map<String, String> environment) {
    return Secret.of(environment.getOrDefault(variable(number), "").strip());
  }

  /// The password of proxies; empty where there is none.
  static Secret ofProxy(Map<String, String> environment) {
    return Secret.of(environment.getOrDefault(PROXY_VARIABLE, ""));
  }

  /// The key in a file's first line.
  ///
  /// @throws IOException with a sentence when there is no key in the file
  public static Secret read(Path file) throws IOException {
    try {
      String first = Files.readString(file, UTF_8).lines().findFirst().orElse("").strip();
      if (first.isEmpty()) {
        throw new IOException(
            "The key file " + file + " is empty. Its first line must be the stream key.");
      }
      return Secret.of(first);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "There is no key file " + file + ". Make it, with the stream key as its first line.", e);
    }
  }
}
