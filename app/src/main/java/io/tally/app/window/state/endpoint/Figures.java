// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state.endpoint;

import io.tally.protocol.Drops;
import java.util.Optional;
import java.util.OptionalLong;

/// How does the line to one endpoint do, in numbers?
///
/// @param bitrateBps what went out in the last second, bit/s
/// @param targetBps what its encode is asked for now, bit/s; 0 while nothing is encoded
/// @param queueMs span of the programme that waits to be sent, ms
/// @param queueBytes what that comes to, bytes
/// @param roundTripMs smoothed, ms; empty where the platform does not tell
/// @param drops what was not sent, by reason
/// @param reconnects connections that were made after the first
/// @param srt what only a line of SRT tells
/// @param reduction why it gets less than the others, in a sentence, while it does
public record Figures(
    long bitrateBps,
    long targetBps,
    long queueMs,
    long queueBytes,
    OptionalLong roundTripMs,
    Drops drops,
    int reconnects,
    Optional<SrtNumbers> srt,
    Optional<String> reduction) {
  /// Nothing was sent yet.
  public static final Figures NONE =
      new Figures(0, 0, 0, 0, OptionalLong.empty(), Drops.NONE, 0, Optional.empty());

  /// Of a line that is not one of SRT.
  public Figures(
      long bitrateBps,
      long targetBps,
      long queueMs,
      long queueBytes,
      OptionalLong roundTripMs,
      Drops drops,
      int reconnects,
      Optional<String> reduction) {
    this(
        bitrateBps,
        targetBps,
        queueMs,
        queueBytes,
        roundTripMs,
        drops,
        reconnects,
        Optional.empty(),
        reduction);
  }
}
