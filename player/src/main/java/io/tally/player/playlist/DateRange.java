// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What is attached to a stretch of time (EXT-X-DATERANGE, RFC 8216bis 4.4.5.1)?
///
/// @param id unique in the playlist
/// @param start empty when missing or unreadable
/// @param durationNs ns, when told
/// @param plannedDurationNs ns, when told
/// @param endOnNext it ends where the next range of its class begins
/// @param attributes all of them as they stand, these included: `X-...`, `SCTE35-...`
/// @param line where it stands, from 1
public record DateRange(
    String id,
    Optional<String> className,
    Optional<Instant> start,
    Optional<Instant> end,
    OptionalLong durationNs,
    OptionalLong plannedDurationNs,
    boolean endOnNext,
    Map<String, String> attributes,
    int line) {
  public DateRange {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }
}
