// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What does a media playlist say that lets a viewer be closer to live (RFC 8216bis 4.4.3.7 to
/// 4.4.5.4)?
///
/// @param control what the server can do, when it tells
/// @param partTargetNs longest part, ns, when parts are announced (EXT-X-PART-INF)
/// @param openParts parts of the segment that is not whole yet
/// @param open what is known of that segment, when it has parts; its address and duration are not
/// @param hints what will be needed next
/// @param reports how far the other renditions are
/// @param skip what the server left out of this delta update
public record LowLatency(
    Optional<ServerControl> control,
    OptionalLong partTargetNs,
    List<Part> openParts,
    Optional<Segment> open,
    List<PreloadHint> hints,
    List<RenditionReport> reports,
    Optional<Skip> skip) {
  public LowLatency {
    openParts = List.copyOf(openParts);
    hints = List.copyOf(hints);
    reports = List.copyOf(reports);
  }

  /// What can the server do (EXT-X-SERVER-CONTROL)? Times in ns.
  ///
  /// @param canSkipUntilNs distance from the end before which a delta update may skip segments
  /// @param canSkipDateRanges a delta update may skip date ranges, too
  /// @param holdBackNs distance from the end at which to play
  /// @param partHoldBackNs the same when parts are played
  /// @param canBlockReload it holds an answer back until the playlist has what was asked for
  public record ServerControl(
      OptionalLong canSkipUntilNs,
      boolean canSkipDateRanges,
      OptionalLong holdBackNs,
      OptionalLong partHoldBackNs,
      boolean canBlockReload,
      int line) {}

  /// What will be needed next (EXT-X-PRELOAD-HINT)?
  ///
  /// @param type PART or MAP
  /// @param start first byte
  /// @param length bytes; empty up to the end
  public record PreloadHint(Type type, URI uri, long start, OptionalLong length, int line) {
    /// What is hinted at?
    public enum Type {
      /// The next part.
      PART,
      /// The next initialization section.
      MAP
    }
  }

  /// How far is another rendition (EXT-X-RENDITION-REPORT)?
  ///
  /// @param lastMsn number of its last segment, whole or not
  /// @param lastPart index of the last part of that segment
  public record RenditionReport(URI uri, OptionalLong lastMsn, OptionalLong lastPart, int line) {}

  /// What was left out of a delta update (EXT-X-SKIP)?
  ///
  /// @param segments how many
  /// @param removedDateRanges their IDs
  /// @param merged what was left out could be taken from the playlist before
  public record Skip(long segments, List<String> removedDateRanges, boolean merged, int line) {
    public Skip {
      removedDateRanges = List.copyOf(removedDateRanges);
    }
  }
}
