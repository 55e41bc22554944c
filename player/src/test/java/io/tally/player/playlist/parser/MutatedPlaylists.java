// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Playlists of the corpus with something wrong in them: lines gone, doubled, exchanged or cut,
/// values made huge, bytes changed.
public final class MutatedPlaylists {
  private static final List<String> CORPUS =
      List.of("live-low-latency", "delta-update", "multivariant", "recording-ts");
  private static final List<String> VALUES =
      List.of("", "-1", "0", "999999999999999999", "1e9", "NaN", "\"", "{$token}", "{$", "0x", "@");

  private MutatedPlaylists() {}

  /// The next one; the same for the same random numbers.
  public static byte[] next(Random random) {
    List<String> lines = new ArrayList<>(lines(CORPUS.get(random.nextInt(CORPUS.size()))));
    int changes = random.nextInt(8);
    for (int i = 0; i < changes && !lines.isEmpty(); i++) {
      change(lines, random.nextInt(lines.size()), random);
    }
    byte[] text = String.join(random.nextInt(4) == 0 ? "\r\n" : "\n", lines).getBytes(ISO_8859_1);
    int flips = random.nextInt(4) == 0 ? random.nextInt(10) : 0;
    for (int i = 0; i < flips && text.length > 0; i++) {
      text[random.nextInt(text.length)] = (byte) random.nextInt();
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(text, random.nextInt(text.length + 1)) : text;
  }

  private static void change(List<String> lines, int at, Random random) {
    String line = lines.get(at);
    switch (random.nextInt(6)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(random.nextInt(lines.size() + 1), line);
      case 2 -> lines.set(at, lines.set(random.nextInt(lines.size()), line));
      case 3 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
      case 4 ->
          lines.set(
              at,
              line.replaceFirst(
                  "[=:][^,]*",
                  java.util.regex.Matcher.quoteReplacement(
                      "=" + VALUES.get(random.nextInt(VALUES.size())))));
      default -> {
        List<String> other = lines(CORPUS.get(random.nextInt(CORPUS.size())));
        lines.add(at, other.get(random.nextInt(other.size())));
      }
    }
  }

  /// Bytes stand for themselves.
  private static List<String> lines(String name) {
    String path = "/io/tally/player/playlist/corpus/" + name + ".m3u8";
    try (InputStream file = MutatedPlaylists.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException("There is no " + path);
      }
      return new String(file.readAllBytes(), ISO_8859_1).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
