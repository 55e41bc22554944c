// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.decode;

import io.tally.encoder.packet.Track;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/// When does a time of this timeline come in the run time, which never jumps?
///
/// The first packet lands where the timeline before ended. A jump that no tag announced (times that
/// fall back, or leap by more than ten seconds) is taken out: the picture decides where the stream
/// goes on, the sound follows it. Smaller holes stay holes, for a still screen may send nothing for
/// seconds. Threads: one.
final class MediaTimeline {
  private static final long FALL_NS = 500_000_000L;
  private static final long LEAP_NS = 10_000_000_000L;

  /// Of one track.
  private static final class Progress {
    long lastDtsNs;
    long lastDurationNs;
    long shiftNs;
  }

  private final Map<Track, Progress> tracks = new EnumMap<>(Track.class);
  private boolean begun;
  private long shiftNs;
  private long endNs;
  private int jumps;
  private long lastTicks = Long.MIN_VALUE;
  private OptionalLong expectedNs = OptionalLong.empty();

  /// @param startNs run time at which it begins
  MediaTimeline(long startNs) {
    endNs = startNs;
  }

  /// Makes a counter that wraps run on: the value nearest to the last one, of whichever track.
  ///
  /// @param bits of the counter: 33 in MPEG-TS, 63 or more means that it never wraps
  long unwrap(long ticks, int bits) {
    if (bits >= 63) {
      return ticks;
    }
    long unwrapped = ticks;
    if (lastTicks != Long.MIN_VALUE) {
      long wrap = 1L << bits;
      long ahead = Math.floorMod(ticks - lastTicks + wrap / 2, wrap) - wrap / 2;
      unwrapped = lastTicks + ahead;
    }
    lastTicks = unwrapped;
    return unwrapped;
  }

  /// Says that what follows comes from another source, and where it should go on; when its times
  /// say otherwise by more than half a second they are taken for those of another clock.
  void expect(long runNs) {
    expectedNs = OptionalLong.of(runNs);
  }

  /// What to add to the times of a packet; empty when the packet belongs nowhere and is to be left
  /// out.
  OptionalLong shift(Track track, long ptsNs, long dtsNs, long durationNs, boolean hasVideo) {
    if (!begun) {
      begun = true;
      shiftNs = endNs - ptsNs;
    }
    if (expectedNs.isPresent()) {
      meet(expectedNs.getAsLong(), ptsNs);
    }
    Progress progress = tracks.get(track);
    if (progress == null) {
      progress = new Progress();
      progress.shiftNs = shiftNs;
      tracks.put(track, progress);
    } else {
      long stepNs = dtsNs - progress.lastDtsNs;
      if (stepNs < -FALL_NS || stepNs > LEAP_NS + progress.lastDurationNs) {
        if (progress.shiftNs == shiftNs) {
          if (track == Track.AUDIO && hasVideo) {
            return OptionalLong.empty(); // until the picture shows where the stream goes on
          }
          shiftNs = endNs - ptsNs;
          jumps++;
        }
        progress.shiftNs = shiftNs;
      }
    }
    progress.lastDtsNs = dtsNs;
    progress.lastDurationNs = durationNs;
    endNs = Math.max(endNs, ptsNs + progress.shiftNs + durationNs);
    return OptionalLong.of(progress.shiftNs);
  }

  private void meet(long runNs, long ptsNs) {
    expectedNs = OptionalLong.empty();
    tracks.clear(); // no step is measured from one source to another
    if (Math.abs(ptsNs + shiftNs - runNs) > FALL_NS) {
      shiftNs = runNs - ptsNs;
      jumps++;
    }
  }

  /// Run time at which the last of it ends.
  long endNs() {
    return endNs;
  }

  /// How many jumps were taken out.
  int jumps() {
    return jumps;
  }
}
