// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check.trace;

import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.probe.SegmentFacts;
import io.tally.player.probe.SegmentFacts.Span;
import io.tally.player.probe.SegmentFacts.Video;
import io.tally.player.rules.media.SeenSegment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What was one segment like?
///
/// @param track of which playlist, as the report names it
/// @param number its media sequence number
/// @param durationS by EXTINF
/// @param bitrateBps its bytes over its duration
/// @param bandwidthBps as announced; 0 when nobody told
/// @param loadMs from the request to its last byte
/// @param keyframes how many there are in it
/// @param keyframeS longest distance of two keyframes in it; 0 without pictures
/// @param startsWithIdr whether its first picture needs no other; true without pictures
/// @param pictures how many there are in it
/// @param framesPerSecond 0 without pictures
/// @param soundAheadS how much earlier the sound begins than the pictures; empty without one of
///   them, or when their clocks cannot be compared
/// @param gapS how much later it begins than the one before ended, by timestamps; empty when they
///   need not run on
/// @param counterErrors MPEG-TS: how often a continuity counter did not run on
public record SegmentSample(
    String track,
    long number,
    double durationS,
    long bitrateBps,
    long bandwidthBps,
    long loadMs,
    int keyframes,
    double keyframeS,
    boolean startsWithIdr,
    int pictures,
    double framesPerSecond,
    OptionalDouble soundAheadS,
    OptionalDouble gapS,
    int counterErrors) {
  private static final double MOST_APART_S = 60;

  private static final double MOST_GAP_S = 0.1;

  /// Whether its times begin where those before ended.
  public boolean runsOn() {
    return Math.abs(gapS.orElse(0)) < MOST_GAP_S && counterErrors == 0;
  }

  /// Of a segment that was looked into.
  ///
  /// @param before the one that was looked into before it
  public static SegmentSample of(
      String track, SeenSegment seen, Optional<SeenSegment> before, long loadMs) {
    SegmentFacts facts = seen.facts();
    double durationS = seen.segment().durationNs() / 1e9;
    return new SegmentSample(
        track,
        seen.segment().mediaSequence(),
        durationS,
        durationS > 0 ? (long) (facts.bytes() * 8 / durationS) : 0,
        seen.variant().map(Variant::bandwidthBps).orElse(0L),
        loadMs,
        facts.video().map(video -> video.keyframesNs().size()).orElse(0),
        facts.video().map(SegmentSample::keyframes).orElse(0.0),
        facts.video().map(Video::startsWithIdr).orElse(true),
        facts.video().map(video -> video.span().samples()).orElse(0),
        facts.video().map(Video::framesPerSecond).orElse(0.0),
        soundAhead(facts),
        before.map(seen::gapAfterNs).map(SegmentSample::seconds).orElse(OptionalDouble.empty()),
        facts.counterErrors());
  }

  private static double keyframes(Video video) {
    List<Long> keys = video.keyframesNs();
    double longestS = 0;
    for (int i = 0; i < keys.size(); i++) {
      long endNs = i + 1 < keys.size() ? keys.get(i + 1) : video.span().endNs();
      longestS = Math.max(longestS, (endNs - keys.get(i)) / 1e9);
    }
    return longestS;
  }

  private static OptionalDouble seconds(OptionalLong ns) {
    return ns.isPresent() ? OptionalDouble.of(ns.getAsLong() / 1e9) : OptionalDouble.empty();
  }

  private static OptionalDouble soundAhead(SegmentFacts facts) {
    if (facts.video().isEmpty() || facts.audio().isEmpty()) {
      return OptionalDouble.empty();
    }
    Span picture = facts.video().get().span();
    Span sound = facts.audio().getFirst().span();
    double aheadS = (picture.firstNs() - sound.firstNs()) / 1e9;
    return Math.abs(aheadS) < MOST_APART_S ? OptionalDouble.of(aheadS) : OptionalDouble.empty();
  }
}
