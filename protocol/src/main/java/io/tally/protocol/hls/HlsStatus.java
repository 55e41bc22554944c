// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls;

import io.tally.encoder.packet.StreamParameters;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How does one packaged stream stand?
///
/// @param parameters its tracks, null before the sender named them
/// @param since when the present or last run of the sender began
/// @param segments how many segments the playlist lists
/// @param heldBytes memory in use by segments
/// @param averageBps bit rate over the listed segments, bit/s
/// @param lostPackets packets that packaging was too slow to take
/// @param advice what the sender should change, in a sentence, or null
public record HlsStatus(
    State state,
    @Nullable StreamParameters parameters,
    Instant since,
    int segments,
    long heldBytes,
    long averageBps,
    long lostPackets,
    @Nullable String advice) {
  /// Whether somebody sends.
  public enum State {
    /// Sending, and the first segment is not complete.
    STARTING,
    /// Sending, with segments to play.
    LIVE,
    /// The sender is gone and may come back.
    WAITING,
    /// The playlist is closed.
    ENDED
  }

  HlsStatus withLostPackets(long lost) {
    return new HlsStatus(state, parameters, since, segments, heldBytes, averageBps, lost, advice);
  }
}
