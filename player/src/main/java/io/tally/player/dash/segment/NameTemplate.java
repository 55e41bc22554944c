// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash.segment;

import io.tally.player.playlist.text.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How is each segment called whose name a template tells (ISO/IEC 23009-1 5.3.9.4.4)?
public final class NameTemplate {
  private static final Pattern IDENTIFIER = Pattern.compile("\\$(\\w*)(?:%0(\\d{1,2})d)?\\$");
  private static final int WIDEST = 20;
  private static final int LONGEST = 2_000; // characters, for it stands for many names

  /// What stands for a number in a name, or between two.
  ///
  /// @param text as it stands; empty for a number
  /// @param time the time stands for it, else the segment's number
  /// @param width digits at least
  private record Piece(String text, boolean time, int width) {}

  private final List<Piece> pieces;

  private NameTemplate(List<Piece> pieces) {
    this.pieces = pieces;
  }

  /// Takes a template apart.
  ///
  /// @param id of the Representation
  /// @return empty when something stands in it that is not known, or when it is too long
  public static Optional<NameTemplate> of(String template, String id, long bandwidthBps) {
    List<Piece> pieces = new ArrayList<>();
    Matcher found = IDENTIFIER.matcher(template);
    int at = 0;
    while (found.find()) {
      text(pieces, template.substring(at, found.start()));
      int width = found.group(2) == null ? 1 : Integer.parseInt(found.group(2));
      switch (found.group(1)) {
        case "" -> text(pieces, "$");
        case "RepresentationID" -> text(pieces, id);
        case "Bandwidth" -> text(pieces, padded(bandwidthBps, Math.min(width, WIDEST)));
        case "Number" -> pieces.add(new Piece("", false, Math.min(width, WIDEST)));
        case "Time" -> pieces.add(new Piece("", true, Math.min(width, WIDEST)));
        default -> {
          return Optional.empty();
        }
      }
      at = found.end();
    }
    String rest = template.substring(at);
    text(pieces, rest);
    NameTemplate made = new NameTemplate(pieces);
    return rest.indexOf('$') < 0 && made.length() <= LONGEST ? Optional.of(made) : Optional.empty();
  }

  private static void text(List<Piece> pieces, String text) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(Addresses.escaped(text), false, 0)); // once for all
    }
  }

  /// How long a name is at most, about, characters.
  public int length() {
    return pieces.stream().mapToInt(piece -> piece.text().length() + piece.width()).sum();
  }

  /// The name of a segment, escaped as an address is.
  ///
  /// @param time in ticks of its clock
  public String name(long number, long time) {
    StringBuilder name = new StringBuilder();
    for (Piece piece : pieces) {
      boolean isText = piece.width() == 0;
      name.append(isText ? piece.text() : padded(piece.time() ? time : number, piece.width()));
    }
    return name.toString();
  }

  private static String padded(long number, int width) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }
}
