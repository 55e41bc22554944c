// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls;

/// Where does a segment end, and what is the target duration?
///
/// A segment ends at the first keyframe that makes it long enough, or earlier when the next
/// keyframe is likely to come too late. EXT-X-TARGETDURATION must never change and no segment may
/// exceed it (rfc8216bis 4.4.3.1), but nobody can make a foreign sender send keyframes. So the
/// first segment, which is at least one whole GOP, fixes it; when a later GOP is longer, the
/// segment ends without a keyframe. Viewers go on without a gap, and who joins just there waits for
/// the next keyframe.
final class SegmentCutter {
  /// What to do before a packet.
  enum Cut {
    NO,
    AT_KEYFRAME,
    WITHIN_GOP
  }

  /// RTMP has times in whole milliseconds, so a GOP of 2 s may seem to last 1.999 s.
  private static final long TOLERANCE_NS = 20_000_000L;

  /// A sender may have no second keyframe at all; players wait three target durations.
  private static final long LONGEST_FIRST_NS = 10_000_000_000L;

  private static final long SECOND_NS = 1_000_000_000L;

  private final long wantedNs;
  private long targetSeconds;
  private long longestGopNs;

  SegmentCutter(long wantedNs) {
    this.wantedNs = wantedNs;
  }

  /// Decides before a packet of the track that has the keyframes.
  ///
  /// @param elapsedNs from the segment's start to this packet
  /// @param gopNs from the last keyframe to this packet
  /// @param stepNs from the packet before to this one
  Cut before(boolean keyframe, long elapsedNs, long gopNs, long stepNs) {
    if (elapsedNs <= 0) {
      return Cut.NO;
    }
    if (!keyframe) {
      long limit = targetSeconds == 0 ? LONGEST_FIRST_NS : limitNs();
      return elapsedNs + stepNs >= limit ? Cut.WITHIN_GOP : Cut.NO;
    }
    longestGopNs = Math.max(longestGopNs, gopNs);
    boolean enough = elapsedNs >= wantedNs - TOLERANCE_NS;
    boolean nextTooLate = elapsedNs + longestGopNs >= limitNs();
    return enough || nextTooLate ? Cut.AT_KEYFRAME : Cut.NO;
  }

  /// Fixes the target duration by the first finished segment; later calls change nothing.
  void finished(long durationNs) {
    if (targetSeconds == 0) {
      // A quarter below the half that rounding allows: the next GOP may last a few frames more.
      targetSeconds =
          Math.max(wantedSeconds(), Math.ceilDiv(durationNs - SECOND_NS / 4, SECOND_NS));
    }
  }

  /// EXT-X-TARGETDURATION, s; 0 before the first segment is finished.
  long targetSeconds() {
    return targetSeconds;
  }

  /// The first length that would round to more than the target duration, ns.
  private long limitNs() {
    return Math.max(targetSeconds, wantedSeconds()) * SECOND_NS + SECOND_NS / 2;
  }

  private long wantedSeconds() {
    return Math.ceilDiv(wantedNs, SECOND_NS);
  }
}
