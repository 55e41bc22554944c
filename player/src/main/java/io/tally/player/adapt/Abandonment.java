// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.adapt;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Is a segment that comes slowly better broken off and fetched in a lower variant?
///
/// Pure. Asked again and again while it loads: yes when the rest would come after the buffer has
/// run dry and a lower variant's whole segment would come earlier.
final class Abandonment {
  private static final long FIRST_LOOK_NS = 300_000_000L;
  private static final long NO_ANSWER_NS = 4_000_000_000L;
  private static final long DRY_NS = 2_000_000_000L;

  /// A load that goes on.
  ///
  /// @param bytes that came so far
  /// @param expectedBytes of the whole
  /// @param elapsedNs since the request
  /// @param firstByteNs of that, until the answer began; all of it while there is none
  record Load(long bytes, long expectedBytes, long elapsedNs, long firstByteNs) {}

  private Abandonment() {}

  /// The variant to fetch instead; empty to go on.
  ///
  /// @param open variants that can be had
  static Optional<Rung> instead(
      Load load, Rung current, List<Rung> open, long bufferNs, long segmentNs) {
    List<Rung> lower =
        open.stream()
            .filter(rung -> rung.peakBps() < current.peakBps())
            .sorted(Comparator.comparingLong(Rung::peakBps).reversed())
            .toList();
    if (lower.isEmpty() || load.elapsedNs() < Math.max(FIRST_LOOK_NS, segmentNs / 2)) {
      return Optional.empty();
    }
    long bodyNs = load.elapsedNs() - load.firstByteNs();
    if (load.bytes() == 0 || bodyNs <= 0) {
      boolean silent = load.elapsedNs() > NO_ANSWER_NS && bufferNs < DRY_NS;
      return silent ? Optional.of(lower.getLast()) : Optional.empty();
    }
    double bytesPerNs = load.bytes() / (double) bodyNs;
    double restNs = (load.expectedBytes() - load.bytes()) / bytesPerNs;
    if (restNs <= bufferNs) {
      return Optional.empty();
    }
    for (Rung rung : lower) {
      double wholeNs =
          load.firstByteNs() + (double) segmentNs * rung.averageBps() / 8e9 / bytesPerNs;
      if (wholeNs < Math.min(restNs, (double) Math.max(bufferNs, segmentNs))) {
        return Optional.of(rung);
      }
    }
    Rung lowest = lower.getLast();
    double wholeNs = load.firstByteNs() + segmentNs * lowest.averageBps() / 8e9 / bytesPerNs;
    return wholeNs < restNs ? Optional.of(lowest) : Optional.empty();
  }
}
