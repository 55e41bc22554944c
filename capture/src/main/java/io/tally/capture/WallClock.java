// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Which moment of the world is a time of the media clock?
///
/// The two are compared once a second, each time by the closest of three readings, because the
/// system's wall clock is corrected while it runs. The answer is off from that clock by at most
/// [#errorNs] and what it was corrected within the last second; by how much that clock is wrong, no
/// program can know. Threads: any.
public final class WallClock {
  private static final long AGAIN_NS = 1_000_000_000L;
  private static final int READINGS = 3;

  private final MediaClock clock;
  private final InstantSource wall;
  private long readAtNs; // on the media clock
  private long offsetNs;
  private long errorNs = Long.MAX_VALUE; // until it was read

  /// By the system's wall clock.
  public WallClock(MediaClock clock) {
    this(clock, InstantSource.system());
  }

  WallClock(MediaClock clock, InstantSource wall) {
    this.clock = clock;
    this.wall = wall;
  }

  /// The wall clock's time at a moment of the media clock, ns since 1970-01-01T00:00Z.
  public synchronized long epochNs(long mediaNs) {
    if (errorNs == Long.MAX_VALUE || clock.nowNs() - readAtNs >= AGAIN_NS) {
      read();
    }
    return mediaNs + offsetNs;
  }

  private void read() {
    errorNs = Long.MAX_VALUE;
    for (int i = 0; i < READINGS; i++) {
      long beforeNs = clock.nowNs();
      Instant now = wall.instant();
      long afterNs = clock.nowNs();
      long halfNs = (afterNs - beforeNs) / 2;
      if (halfNs < errorNs) {
        errorNs = halfNs;
        offsetNs = ChronoUnit.NANOS.between(Instant.EPOCH, now) - beforeNs - halfNs;
        readAtNs = afterNs;
      }
    }
  }

  /// How far the last comparison may be off, ns: half of the time that reading took; some hundred
  /// on a machine that is not busy.
  public synchronized long errorNs() {
    if (errorNs == Long.MAX_VALUE) {
      read();
    }
    return errorNs;
  }
}
