// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What does the text of a playlist say (RFC 8216 4)?
///
/// Never throws on what it is given: what is wrong becomes a [Finding] with its line, and what
/// cannot be understood is left out. Threads: any.
public final class PlaylistParser {
  /// Bytes beyond which a playlist is not read: 10,800 segments need about 2 MB.
  public static final int MOST_BYTES = 16 << 20;

  static final int LONGEST_LINE = 64 << 10;
  private static final int MOST_LINES = 500_000; // what they become takes about 400 bytes each

  /// One line that says something.
  ///
  /// @param name of the tag with `#EXT`, or empty when the line is an address
  /// @param value what follows the tag's colon, or the address
  record Line(int number, String name, String value) {
    boolean isAddress() {
      return name.isEmpty();
    }
  }

  private PlaylistParser() {}

  /// Reads a playlist.
  ///
  /// @param uri where it came from, after redirects
  public static Playlist parse(URI uri, byte[] text) {
    Findings findings = new Findings();
    if (text.length > MOST_BYTES) {
      return new Playlist.Unreadable(
          uri,
          "The playlist has " + text.length + " bytes, the limit is " + MOST_BYTES,
          findings.all());
    }
    String decoded = new String(text, UTF_8);
    if (decoded.startsWith("\uFEFF")) {
      findings.error(1, "A byte order mark is not allowed");
      decoded = decoded.substring(1);
    }
    List<Line> lines = lines(decoded, findings);
    if (lines.size() > MOST_LINES) {
      return new Playlist.Unreadable(
          uri, "The playlist has more lines than the limit of " + MOST_LINES, findings.all());
    }
    if (lines.isEmpty() || !lines.getFirst().name().equals("#EXTM3U")) {
      return new Playlist.Unreadable(
          uri, "The answer is not a playlist: it does not begin with #EXTM3U", findings.all());
    }
    boolean multivariant = lines.stream().anyMatch(line -> isMultivariant(line.name()));
    Playlist read =
        multivariant
            ? MultivariantReader.read(uri, lines, findings)
            : new MediaReader(uri, findings).read(lines);
    return read;
  }

  private static boolean isMultivariant(String tag) {
    return tag.equals("#EXT-X-STREAM-INF")
        || tag.equals("#EXT-X-I-FRAME-STREAM-INF")
        || tag.equals("#EXT-X-MEDIA");
  }

  private static List<Line> lines(String text, Findings findings) {
    List<Line> lines = new ArrayList<>();
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
        findings.error(
            number, "The line has " + (stop - at) + " characters, the limit is " + LONGEST_LINE);
      } else {
        line(number, text.substring(at, stop).strip()).ifPresent(lines::add);
      }
      at = next;
    }
    return lines;
  }

  private static Optional<Line> line(int number, String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.startsWith("#")) {
      return Optional.of(new Line(number, "", text));
    }
    if (!text.startsWith("#EXT")) {
      return Optional.empty(); // a comment
    }
    int colon = text.indexOf(':');
    return Optional.of(
        colon < 0
            ? new Line(number, text, "")
            : new Line(number, text.substring(0, colon), text.substring(colon + 1)));
  }

  /// The absolute address that a line names; empty, with a finding, when it names none.
  static Optional<URI> resolve(URI base, Line line, String address, Findings findings) {
    try {
      URI relative = new URI(escaped(address));
      URI absolute;
      if (address.startsWith("?")) {
        // java.net.URI follows an RFC older than 3986 here and would drop the last path segment.
        absolute = base.resolve(new URI(base.getRawPath() + relative));
      } else if (base.getRawPath().isEmpty() && !relative.isAbsolute()) {
        absolute = base.resolve("/").resolve(relative);
      } else {
        absolute = base.resolve(relative);
      }
      String scheme = String.valueOf(absolute.getScheme()).toLowerCase(Locale.ROOT);
      if (!scheme.equals("http") && !scheme.equals("https")) {
        findings.error(line.number(), "Only http and https are loaded, not " + scheme);
      } else if (absolute.getHost() == null) {
        findings.error(line.number(), "This address names no host");
      } else {
        return Optional.of(absolute);
      }
    } catch (URISyntaxException | IllegalArgumentException _) {
      findings.error(line.number(), "This is not an address");
    }
    return Optional.empty();
  }

  private static String escaped(String address) {
    StringBuilder legal = new StringBuilder(address.length());
    for (byte b : address.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      if (c <= ' ' || c >= 0x7f || "\"<>\\^`{|}".indexOf(c) >= 0) {
        legal.append('%').append(String.format("%02X", (int) c));
      } else {
        legal.append(c);
      }
    }
    return legal.toString();
  }
}
