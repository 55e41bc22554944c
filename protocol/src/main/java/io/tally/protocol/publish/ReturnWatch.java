// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.publish;

import java.util.Set;

/// Does anything say that the network may be back?
///
/// A machine that slept: its wall clock has run ahead of its monotonic one. Or its addresses have
/// changed, as when a cable is plugged in or a Wi-Fi joined. Pure but for the look before. One
/// thread at a time.
final class ReturnWatch {
  // More than any correction of the clock that comes without a sleep.
  private static final long SLEPT_NS = 3_000_000_000L;
  private static final long NS_PER_MS = 1_000_000;

  private boolean looked;
  private long monotonicNs;
  private long wallMs;
  private Set<String> addresses = Set.of();

  /// One look, compared with the one before.
  boolean look(long nowNs, long nowWallMs, Set<String> nowAddresses) {
    var wallNs = (nowWallMs - wallMs) * NS_PER_MS;
    var slept = wallNs - (nowNs - monotonicNs) > SLEPT_NS;
    // That all are gone is no return.
    var changed = !nowAddresses.isEmpty() && !nowAddresses.equals(addresses);
    var may = looked && (slept || changed);
    looked = true;
    monotonicNs = nowNs;
    wallMs = nowWallMs;
    addresses = Set.copyOf(nowAddresses);
    return may;
  }
}
