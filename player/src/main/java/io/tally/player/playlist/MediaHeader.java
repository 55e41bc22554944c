// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

import java.util.Optional;

/// What does a media playlist say about all of its segments (RFC 8216bis 4.4.2 and 4.4.3)?
///
/// @param version of EXT-X-VERSION; 1 without it
/// @param targetDurationNs longest segment, ns; taken from the segments when the tag is missing
/// @param mediaSequence number of the first segment
/// @param discontinuitySequence number of the first timeline
/// @param type EVENT or VOD, when told
/// @param iframesOnly each segment is one picture
/// @param independentSegments every segment can be decoded without the ones before
/// @param start where the author wants viewers to begin
public record MediaHeader(
    int version,
    long targetDurationNs,
    long mediaSequence,
    long discontinuitySequence,
    Optional<MediaPlaylist.Type> type,
    boolean iframesOnly,
    boolean independentSegments,
    Optional<Start> start) {
  /// Where shall playing begin (EXT-X-START)?
  ///
  /// @param offsetNs from the beginning, or from the end when negative, ns
  /// @param precise pictures before it are not shown
  public record Start(long offsetNs, boolean precise, int line) {}
}
