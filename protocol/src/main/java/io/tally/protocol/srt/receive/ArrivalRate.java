// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.receive;

import java.util.Arrays;

/// How fast do packets arrive, and how fast could they (draft-sharabayko-srt section 3.2.4, UDT's
/// packet pairs)?
///
/// Two packets that left together arrive as far apart as the narrowest part of the line makes them.
/// Threads: one at a time.
final class ArrivalRate {
  private static final long PERIOD_US = 1_000_000;
  private static final int PAIRS = 64;
  private static final int PROBE_MASK = 15;
  private static final int START_CAPACITY = 1000;

  private final int fullBytes;
  private final long[] pairUs = new long[PAIRS];
  private final long[] sorted = new long[PAIRS];
  private int pairs;
  private int probe = -1;
  private long probeUs;
  private int capacityPacketsPerS = START_CAPACITY;

  private long sinceUs;
  private int packets;
  private long bytes;
  private int packetsPerS;
  private int bytesPerS;

  /// @param fullBytes of the longest packet with headers, to which pairs of shorter ones are scaled
  ArrivalRate(int fullBytes, long nowUs) {
    this.fullBytes = fullBytes;
    sinceUs = nowUs;
  }

  void arrived(int sequence, int packetBytes, boolean again, long nowUs) {
    var elapsedUs = nowUs - sinceUs;
    if (elapsedUs >= PERIOD_US) {
      packetsPerS = (int) (packets * 1_000_000L / elapsedUs);
      bytesPerS = (int) Math.min(bytes * 1_000_000L / elapsedUs, Integer.MAX_VALUE);
      sinceUs = nowUs;
      packets = 0;
      bytes = 0;
    }
    packets++;
    bytes += packetBytes;
    if (again) {
      return;
    }
    if ((sequence & PROBE_MASK) == 0) {
      probe = sequence;
      probeUs = nowUs;
    } else if (probe >= 0 && sequence == probe + 1) {
      probe = -1;
      pair(Math.max(1, nowUs - probeUs) * fullBytes / packetBytes);
    }
  }

  private void pair(long us) {
    pairUs[pairs++ % PAIRS] = us;
    if (pairs % PROBE_MASK != 0) {
      return;
    }
    var count = Math.min(pairs, PAIRS);
    System.arraycopy(pairUs, 0, sorted, 0, count);
    Arrays.sort(sorted, 0, count);
    var median = sorted[count / 2];
    var sum = 0L;
    var used = 0;
    for (var i = 0; i < count; i++) {
      if (sorted[i] > median / 8 && sorted[i] < median * 8) {
        sum += sorted[i];
        used++;
      }
    }
    if (used > 0) {
      var sample = (int) (used * 1_000_000L / Math.max(1, sum));
      capacityPacketsPerS = (capacityPacketsPerS * 7 + sample) / 8;
    }
  }

  int packetsPerS() {
    return packetsPerS;
  }

  int bytesPerS() {
    return bytesPerS;
  }

  int capacityPacketsPerS() {
    return capacityPacketsPerS;
  }
}
