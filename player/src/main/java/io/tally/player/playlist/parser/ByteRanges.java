// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.playlist.text.Flaws;
import io.tally.player.playlist.text.Numbers;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Which bytes does a range name that may go on where the one before ended (RFC 8216bis 4.4.4.2)?
///
/// One object per run of segments or of parts.
final class ByteRanges {
  private static final int RULE = 12;

  private final Flaws flaws;
  private @Nullable URI resource;
  private long end;

  ByteRanges(Flaws flaws) {
    this.flaws = flaws;
  }

  /// The range of the next segment or part.
  ///
  /// @param text as it stands; empty for all of the resource
  Optional<ByteRange> next(int line, Optional<String> text, URI of) {
    if (text.isEmpty()) {
      resource = null;
      return Optional.empty();
    }
    long follows = of.equals(resource) ? end : -1;
    Optional<ByteRange> bytes = read(line, text.get(), follows, flaws, RULE);
    continueAfter(of, bytes);
    return bytes;
  }

  /// What the next one without an offset follows.
  void continueAfter(URI of, Optional<ByteRange> bytes) {
    resource = bytes.isPresent() ? of : null;
    end = bytes.map(found -> found.offset() + found.length()).orElse(0L);
  }

  /// @param follows where it begins when it does not say; negative when it must
  static Optional<ByteRange> read(int line, String text, long follows, Flaws flaws, int rule) {
    int at = text.indexOf('@');
    OptionalLong length = Numbers.whole(at < 0 ? text : text.substring(0, at));
    OptionalLong offset =
        at >= 0
            ? Numbers.whole(text.substring(at + 1))
            : follows >= 0 ? OptionalLong.of(follows) : OptionalLong.empty();
    if (length.isEmpty() || length.getAsLong() < 1 || offset.isEmpty()) {
      flaws.error(line, rule, "The byte range has no length or does not say where it starts");
      return Optional.empty();
    }
    return Optional.of(new ByteRange(offset.getAsLong(), length.getAsLong()));
  }
}
