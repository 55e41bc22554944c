// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Which segments make up a stream now?
///
/// @param ended nothing will be added (EXT-X-ENDLIST)
/// @param encryption the first method of EXT-X-KEY that is not NONE
/// @param segments in order; of a delta update with what it left out
/// @param dateRanges in order; of a delta update with what it left out
/// @param unknownTags kept as they stood
public record MediaPlaylist(
    URI uri,
    MediaHeader header,
    boolean ended,
    Optional<Encryption> encryption,
    List<Segment> segments,
    LowLatency lowLatency,
    List<DateRange> dateRanges,
    List<Tag> unknownTags,
    List<Flaw> flaws)
    implements Playlist {
  public MediaPlaylist {
    segments = List.copyOf(segments);
    dateRanges = List.copyOf(dateRanges);
    unknownTags = List.copyOf(unknownTags);
    flaws = List.copyOf(flaws);
  }

  /// How may the playlist change (EXT-X-PLAYLIST-TYPE)?
  public enum Type {
    /// Segments are only added.
    EVENT,
    /// It never changes.
    VOD
  }

  /// How are the segments encrypted?
  ///
  /// @param method such as AES-128
  /// @param line where it stands
  public record Encryption(String method, int line) {}

  /// Of EXT-X-VERSION; 1 without it.
  public int version() {
    return header.version();
  }

  /// The longest segment, ns.
  public long targetDurationNs() {
    return header.targetDurationNs();
  }

  /// Number of the first segment.
  public long mediaSequence() {
    return header.mediaSequence();
  }

  /// Number of the first timeline.
  public long discontinuitySequence() {
    return header.discontinuitySequence();
  }

  /// EVENT or VOD, when told.
  public Optional<Type> type() {
    return header.type();
  }

  /// Whether every segment can be decoded without the ones before.
  public boolean independentSegments() {
    return header.independentSegments();
  }

  /// Distance from the end at which to join, when told, ns.
  public OptionalLong holdBackNs() {
    return lowLatency.control().isPresent()
        ? lowLatency.control().get().holdBackNs()
        : OptionalLong.empty();
  }

  /// Whether nothing is removed or changed any more, or ever was.
  public boolean isVod() {
    return ended || type().equals(Optional.of(Type.VOD));
  }

  /// How long all segments last together, ns.
  public long durationNs() {
    if (segments.isEmpty()) {
      return 0;
    }
    Segment last = segments.getLast();
    return last.startNs() + last.durationNs();
  }

  /// The number that the next segment to be added will have.
  public long endSequence() {
    return segments.isEmpty() ? mediaSequence() : segments.getLast().mediaSequence() + 1;
  }

  /// The segment with this number, when the playlist has it.
  public Optional<Segment> segment(long number) {
    // Numbers run on without holes: a line that cannot be read still takes its number as a gap.
    long index = number - mediaSequence();
    return index >= 0 && index < segments.size()
        ? Optional.of(segments.get((int) index))
        : Optional.empty();
  }

  /// The segment at which to begin: the first of a recording; of a live stream the last one that
  /// starts a hold-back before the end, or three target durations without one (RFC 8216 6.3.3).
  public long joinSequence() {
    if (isVod()) {
      return mediaSequence();
    }
    long wantedNs = durationNs() - holdBackNs().orElse(3 * targetDurationNs());
    for (int i = segments.size() - 1; i >= 0; i--) {
      if (segments.get(i).startNs() <= wantedNs) {
        return segments.get(i).mediaSequence();
      }
    }
    return mediaSequence();
  }

  /// Whether both say the same about the media, whatever their flaws.
  public boolean hasSameMedia(MediaPlaylist other) {
    return ended == other.ended
        && mediaSequence() == other.mediaSequence()
        && segments.size() == other.segments.size()
        && (segments.isEmpty() || segments.getLast().isSameAs(other.segments.getLast()));
  }
}
