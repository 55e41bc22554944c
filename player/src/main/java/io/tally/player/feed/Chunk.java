// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.feed;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Part;
import io.tally.player.playlist.Segment;
import io.tally.player.playlist.Segment.ByteRange;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which bytes are fetched at a time: a whole segment, or a part of one?
///
/// @param segment which it belongs to; one that is not whole yet has no address and no duration
/// @param uri of the bytes
/// @param durationNs ns
/// @param startNs from the start of the playlist, ns
/// @param gap it is announced as missing
/// @param begins the segment begins with it
/// @param after what to load after it
record Chunk(
    Segment segment,
    URI uri,
    Optional<ByteRange> range,
    long durationNs,
    long startNs,
    boolean gap,
    boolean begins,
    Cursor after) {
  /// What a cursor points at; empty while it is not there.
  static Optional<Chunk> at(MediaPlaylist playlist, Cursor cursor) {
    Optional<Segment> whole = playlist.segment(cursor.sequence());
    if (whole.isEmpty()) {
      Optional<Segment> open = playlist.lowLatency().open();
      return open.filter(segment ->
              segment.mediaSequence() == cursor.sequence()
                  && cursor.part() < segment.parts().size())
          .map(segment -> part(segment, cursor, cursor.nextPart()));
    }
    Segment segment = whole.get();
    int parts = segment.parts().size();
    if (cursor.part() == 0 || parts == 0) {
      // Also when the parts have left the playlist: what was shown of it is not shown again.
      return Optional.of(whole(segment));
    }
    if (cursor.part() >= parts) {
      return at(playlist, cursor.nextSegment());
    }
    boolean last = cursor.part() + 1 == parts;
    return Optional.of(part(segment, cursor, last ? cursor.nextSegment() : cursor.nextPart()));
  }

  private static Chunk whole(Segment segment) {
    return new Chunk(
        segment,
        segment.uri(),
        segment.range(),
        segment.durationNs(),
        segment.startNs(),
        segment.gap(),
        true,
        Cursor.of(segment.mediaSequence() + 1));
  }

  private static Chunk part(Segment segment, Cursor cursor, Cursor after) {
    Part part = segment.parts().get(cursor.part());
    return new Chunk(
        segment,
        part.uri(),
        part.range(),
        part.durationNs(),
        segment.startNs() + lengthNs(segment.parts().subList(0, cursor.part())),
        part.gap(),
        cursor.part() == 0,
        after);
  }

  private static long lengthNs(List<Part> parts) {
    long sumNs = 0;
    for (Part part : parts) {
      sumNs += part.durationNs();
    }
    return sumNs;
  }

  /// Whether a new timeline begins with it.
  boolean discontinuity() {
    return begins && segment.discontinuity();
  }

  /// The sender's clock at its beginning, when it is told.
  Optional<Instant> date() {
    return segment.programDateTime().map(date -> date.plusNanos(startNs - segment.startNs()));
  }
}
