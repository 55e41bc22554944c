// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Which segments make up a stream now?
///
/// @param version of EXT-X-VERSION; 1 without it
/// @param targetDurationNs longest segment, ns; taken from the segments when the tag is missing
/// @param mediaSequence number of the first segment
/// @param discontinuitySequence number of the first timeline
/// @param type EVENT or VOD, when told
/// @param ended nothing will be added (EXT-X-ENDLIST)
/// @param independentSegments every segment can be decoded without the ones before
/// @param holdBackNs distance from the end at which to join, when told (EXT-X-SERVER-CONTROL), ns
/// @param encryption the first method of EXT-X-KEY that is not NONE
/// @param segments in order
/// @param unknownTags kept as they stood
public record MediaPlaylist(
    URI uri,
    int version,
    long targetDurationNs,
    long mediaSequence,
    long discontinuitySequence,
    Optional<Type> type,
    boolean ended,
    boolean independentSegments,
    OptionalLong holdBackNs,
    Optional<Encryption> encryption,
    List<Segment> segments,
    List<Tag> unknownTags,
    List<Finding> findings)
    implements Playlist {
  public MediaPlaylist {
    segments = List.copyOf(segments);
    unknownTags = List.copyOf(unknownTags);
    findings = List.copyOf(findings);
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
    return segments.isEmpty() ? mediaSequence : segments.getLast().mediaSequence() + 1;
  }

  /// The segment with this number, when the playlist has it.
  public Optional<Segment> segment(long number) {
    // Numbers run on without holes: a line that cannot be read still takes its number as a gap.
    long index = number - mediaSequence;
    return index >= 0 && index < segments.size()
        ? Optional.of(segments.get((int) index))
        : Optional.empty();
  }

  /// The segment at which to begin: the first of a recording; of a live stream the last one that
  /// starts a hold-back before the end, or three target durations without one (RFC 8216 6.3.3).
  public long joinSequence() {
    if (ended || type.equals(Optional.of(Type.VOD))) {
      return mediaSequence;
    }
    long wantedNs = durationNs() - holdBackNs.orElse(3 * targetDurationNs);
    for (int i = segments.size() - 1; i >= 0; i--) {
      if (segments.get(i).startNs() <= wantedNs) {
        return segments.get(i).mediaSequence();
      }
    }
    return mediaSequence;
  }

  /// Whether both say the same about the media, whatever their findings.
  public boolean hasSameMedia(MediaPlaylist other) {
    return ended == other.ended
        && mediaSequence == other.mediaSequence
        && segments.size() == other.segments.size()
        && (segments.isEmpty() || segments.getLast().isSameAs(other.segments.getLast()));
  }
}
