// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash;

import io.tally.player.playlist.EncryptionKey;
import io.tally.player.playlist.Segment;
import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.playlist.Segment.InitSection;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What does an MPD say of a segment, before its number in the stream is known?
///
/// @param number as the MPD counts it in its Period
/// @param startNs from the beginning of the presentation
/// @param begins its Period begins with it
/// @param gap there is nothing of its kind in its Period
record Draft(
    long number,
    URI uri,
    Optional<ByteRange> range,
    Optional<InitSection> init,
    long startNs,
    long durationNs,
    Optional<Instant> date,
    boolean begins,
    boolean gap,
    List<EncryptionKey> keys,
    int line) {
  Draft {
    keys = List.copyOf(keys);
  }

  /// The segment that it is.
  ///
  /// @param fromNs from the start of the playlist
  Segment segment(
      long sequence, long timeline, boolean discontinuity, long fromNs, Optional<Instant> when) {
    return new Segment(
        sequence,
        timeline,
        uri,
        durationNs,
        fromNs,
        range,
        init,
        discontinuity,
        when,
        gap,
        keys,
        OptionalLong.empty(),
        List.of(),
        line);
  }
}
