// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import java.time.Duration;

/// How far behind the live edge is the picture that is shown now?
///
/// @param behind how far
/// @param measure what it was measured against
public record LiveDistance(Duration behind, Measure measure) {
  /// Against what was it measured?
  public enum Measure {
    /// The wall clock here against that of the Tally which captured the picture, told in it: glass
    /// to glass. Exact where both are one; else as true as the two clocks agree.
    CAPTURE,
    /// The wall clock here against EXT-X-PROGRAM-DATE-TIME of the picture; as true as the two
    /// clocks agree.
    PROGRAM_DATE_TIME,
    /// The end of the newest playlist; what happens before the playlist is not in it.
    PLAYLIST_END
  }
}
