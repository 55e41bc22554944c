// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.govern;

import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherStatistics;
import io.tally.protocol.SrtFigures;
import java.util.Optional;
import java.util.OptionalLong;

/// What does a governor see of a line at one moment?
///
/// The same for every protocol: what waits here and on the way, as time and as bytes.
///
/// @param nowNs monotonic
/// @param live whether packets are taken
/// @param sentBytes given to the line since the beginning, payload
/// @param onTheWayBytes of these not acknowledged: in the kernel, on the wire, in a send buffer
/// @param queuedBytes wait before the line
/// @param queuedNs span of the pictures that wait before the line, ns
/// @param roundTripNs where it is known, ns
/// @param droppedPictures because the line was slow, since the beginning
/// @param srt what only a line of SRT tells
public record LineSample(
    long nowNs,
    boolean live,
    long sentBytes,
    long onTheWayBytes,
    long queuedBytes,
    long queuedNs,
    OptionalLong roundTripNs,
    long droppedPictures,
    Optional<SrtFigures> srt) {
  /// Of a line that is not one of SRT.
  public LineSample(
      long nowNs,
      boolean live,
      long sentBytes,
      long onTheWayBytes,
      long queuedBytes,
      long queuedNs,
      OptionalLong roundTripNs,
      long droppedPictures) {
    this(
        nowNs,
        live,
        sentBytes,
        onTheWayBytes,
        queuedBytes,
        queuedNs,
        roundTripNs,
        droppedPictures,
        Optional.empty());
  }

  /// Of a publisher, now.
  public static LineSample of(long nowNs, PublisherState state, PublisherStatistics figures) {
    return new LineSample(
        nowNs,
        state instanceof PublisherState.Live,
        figures.sentBytes(),
        figures.line().unacknowledgedBytes(),
        figures.queuedBytes(),
        figures.queuedNs(),
        figures.line().roundTripNs(),
        figures.drops().pictures(),
        figures.line().srt());
  }

  /// Payload that was coded and not dropped, bytes.
  long offeredBytes() {
    return sentBytes + queuedBytes;
  }

  /// Payload that has arrived, bytes.
  long drainedBytes() {
    return sentBytes - onTheWayBytes - srt.map(SrtFigures::droppedBytes).orElse(0L);
  }
}
