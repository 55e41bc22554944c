// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.playlist.Flaw;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which lines does a playlist have, with its variables replaced (RFC 8216bis 4.1 and 4.3)?
///
/// @param uri where it came from, after redirects
/// @param lines those that say something: no comments, no empty ones
/// @param variables that it defines
/// @param problem why it is not a playlist at all, when it is none
/// @param flaws of the text itself
public record PlaylistText(
    URI uri,
    List<Line> lines,
    Map<String, String> variables,
    Optional<String> problem,
    List<Flaw> flaws) {
  /// Bytes beyond which a playlist is not read: 10,800 segments need about 2 MB.
  public static final int MOST_BYTES = 16 << 20;

  static final int LONGEST_LINE = 64 << 10;
  private static final int MOST_LINES = 500_000; // what they become takes about 400 bytes each
  private static final int ENCODING = 2; // the rule

  /// Whether a tag stands in it.
  public boolean has(String tag) {
    return first(tag).isPresent();
  }

  /// The first line with a tag.
  public Optional<Line> first(String tag) {
    return lines.stream().filter(line -> line.is(tag)).findFirst();
  }

  /// All lines with a tag.
  public List<Line> all(String tag) {
    return lines.stream().filter(line -> line.is(tag)).toList();
  }

  /// Whether it lists variants and renditions, or says that it does.
  public boolean isMultivariant() {
    for (Line line : lines) {
      if (line.is("#EXT-X-STREAM-INF")
          || line.is("#EXT-X-I-FRAME-STREAM-INF")
          || line.is("#EXT-X-MEDIA")) {
        return true;
      }
    }
    return false;
  }

  /// Takes a text apart. Never throws on what it is given.
  ///
  /// @param imported variables of the multivariant playlist that named it
  public static PlaylistText read(URI uri, byte[] text, Optional<Map<String, String>> imported) {
    Flaws flaws = new Flaws();
    if (text.length > MOST_BYTES) {
      return none(
          uri, "The playlist has " + text.length + " bytes, the limit is " + MOST_BYTES, flaws);
    }
    lookForControls(text, flaws);
    String decoded = new String(text, UTF_8);
    if (decoded.startsWith("\uFEFF")) {
      flaws.error(1, ENCODING, "A byte order mark is not allowed");
      decoded = decoded.substring(1);
    }
    int replaced = decoded.indexOf('\uFFFD');
    if (replaced >= 0) {
      flaws.error(lineOf(decoded, replaced), ENCODING, "The text is not UTF-8");
    }
    Variables variables = new Variables(uri, imported, flaws);
    List<Line> lines = lines(decoded, variables, flaws);
    if (lines.size() > MOST_LINES) {
      return none(uri, "The playlist has more lines than the limit of " + MOST_LINES, flaws);
    }
    if (lines.isEmpty() || !lines.getFirst().is("#EXTM3U")) {
      return none(uri, "The answer is not a playlist: it does not begin with #EXTM3U", flaws);
    }
    return new PlaylistText(uri, lines, variables.all(), Optional.empty(), flaws.all());
  }

  private static PlaylistText none(URI uri, String problem, Flaws flaws) {
    return new PlaylistText(uri, List.of(), Map.of(), Optional.of(problem), flaws.all());
  }

  private static void lookForControls(byte[] text, Flaws flaws) {
    for (int i = 0; i < text.length; i++) {
      byte b = text[i];
      if (b < ' ') { // also those above 127, which are negative
        boolean control =
            b >= 0
                ? b != '\n' && b != '\r'
                : b == (byte) 0xC2 && i + 1 < text.length && text[i + 1] < (byte) 0xA0;
        if (control) {
          String before = new String(text, 0, i, java.nio.charset.StandardCharsets.ISO_8859_1);
          flaws.error(
              lineOf(before, before.length()), ENCODING, "A control character is not allowed");
          return;
        }
      }
    }
  }

  private static int lineOf(String text, int end) {
    return 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
  }

  private static List<Line> lines(String text, Variables variables, Flaws flaws) {
    List<Line> lines = new ArrayList<>(Math.min(MOST_LINES, text.length() / 32 + 16));
    int number = 0;
    int at = 0;
    while (at < text.length() && lines.size() <= MOST_LINES) {
      number++;
      int end = text.indexOf('\n', at);
      int stop = end < 0 ? text.length() : end;
      int next = stop + 1;
      if (stop > at && text.charAt(stop - 1) == '\r') {
        stop--;
      }
      if (stop - at > LONGEST_LINE) {
        flaws.error(
            number,
            Flaws.SYNTAX,
            "The line has " + (stop - at) + " characters, the limit is " + LONGEST_LINE);
      } else {
        add(number, text.substring(at, stop).strip(), variables, lines);
      }
      at = next;
    }
    return lines;
  }

  private static void add(int number, String text, Variables variables, List<Line> lines) {
    if (text.isEmpty()) {
      return;
    }
    if (text.charAt(0) != '#') {
      lines.add(new Line(number, "", variables.replaced(number, text)));
      return;
    }
    if (!text.startsWith("#EXT")) {
      return; // a comment
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      lines.add(new Line(number, text, ""));
      return;
    }
    String name = text.substring(0, colon);
    String value = text.substring(colon + 1);
    if (name.equals("#EXT-X-DEFINE")) {
      Line line = new Line(number, name, value);
      variables.define(line);
      lines.add(line);
    } else {
      // A title is no attribute and stays as it is.
      boolean fixed = name.equals("#EXTINF");
      lines.add(new Line(number, name, fixed ? value : variables.replaced(number, value)));
    }
  }
}
