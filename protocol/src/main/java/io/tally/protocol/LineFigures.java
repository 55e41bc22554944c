// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol;

import java.util.Optional;
import java.util.OptionalLong;

/// How does the line to one endpoint do at this moment?
///
/// @param roundTripNs smoothed round trip, ns; empty where the platform does not tell
/// @param drainedBps what the far end has acknowledged (or, where the platform does not tell, what
///   the socket has taken) over the last seconds, bit/s; 0 when nothing was sent
/// @param unacknowledgedBytes on their way: written to the socket and not acknowledged yet
/// @param retransmitted segments or packets sent again since the connection began
/// @param srt what only a line of SRT tells
public record LineFigures(
    OptionalLong roundTripNs,
    long drainedBps,
    long unacknowledgedBytes,
    long retransmitted,
    Optional<SrtFigures> srt) {
  /// Nothing is known, since there is no connection.
  public static final LineFigures NONE = new LineFigures(OptionalLong.empty(), 0, 0, 0);

  /// Of a line that is not one of SRT.
  public LineFigures(
      OptionalLong roundTripNs, long drainedBps, long unacknowledgedBytes, long retransmitted) {
    this(roundTripNs, drainedBps, unacknowledgedBytes, retransmitted, Optional.empty());
  }
}
