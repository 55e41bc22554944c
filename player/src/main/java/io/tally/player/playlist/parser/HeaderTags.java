// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import io.tally.player.playlist.MediaHeader.Start;
import io.tally.player.playlist.text.AttributeList;
import io.tally.player.playlist.text.Flaws;
import io.tally.player.playlist.text.Line;
import io.tally.player.playlist.text.Numbers;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What do the tags say that media and multivariant playlists share (RFC 8216bis 4.4.1 and 4.4.2)?
final class HeaderTags {
  private static final int VERSION = 5;
  private static final int SHARED = 7;

  private HeaderTags() {}

  /// EXT-X-VERSION; 1 when it cannot be read.
  static int version(Line line, Set<String> seen, Flaws flaws) {
    if (!seen.add(line.name())) {
      flaws.error(line.number(), VERSION, "EXT-X-VERSION appears twice");
    }
    OptionalLong number = Numbers.whole(line.value());
    if (number.isEmpty()) {
      flaws.error(line.number(), VERSION, "EXT-X-VERSION needs a whole number");
    }
    return (int) Math.min(99, number.orElse(1));
  }

  /// A tag without a value; true.
  static boolean once(Line line, Set<String> seen, Flaws flaws) {
    if (!seen.add(line.name())) {
      flaws.error(line.number(), SHARED, line.name().substring(1) + " appears twice");
    }
    return true;
  }

  /// EXT-X-START.
  static Optional<Start> start(Line line, Set<String> seen, Flaws flaws) {
    once(line, seen, flaws);
    AttributeList attributes = line.attributes(flaws);
    OptionalLong offset = Numbers.signedSecondsAsNs(attributes.text("TIME-OFFSET").orElse(""));
    if (offset.isEmpty()) {
      flaws.error(line.number(), SHARED, "EXT-X-START has no TIME-OFFSET in seconds");
      return Optional.empty();
    }
    return Optional.of(new Start(offset.getAsLong(), attributes.yes("PRECISE"), line.number()));
  }
}
