// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.media;

import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.rules.MediaRule;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.TextRule;
import java.util.ArrayDeque;
import java.util.Deque;

/// Are there as many bits as the playlists say (rules 20 and 67)?
///
/// The peak is that of any run of segments that lasts between half and one and a half target
/// durations (RFC 8216bis 4.4.6.2).
final class BitrateCheck {
  private static final double LIVE_TOLERANCE = 1.25;
  private static final double RECORDED_TOLERANCE = 1.10;
  private static final double MEAN_TOLERANCE = 1.10;
  private static final long ENOUGH_FOR_A_MEAN_NS = 3600L * 1_000_000_000L;

  private record Piece(long bytes, long durationNs) {}

  private final Deque<Piece> run = new ArrayDeque<>();
  private long lastNumber = Long.MIN_VALUE;
  private long allBytes;
  private long allNs;
  private double worst;

  void next(SeenSegment now, Reporter out) {
    told(now, out);
    if (now.segment().mediaSequence() != lastNumber + 1) {
      run.clear();
    }
    lastNumber = now.segment().mediaSequence();
    Piece piece = new Piece(now.facts().bytes(), now.segment().durationNs());
    run.addLast(piece);
    allBytes += piece.bytes();
    allNs += piece.durationNs();
    now.variant()
        .ifPresent(variant -> {
          peak(now, variant, out.ofVariants());
          mean(now, variant, out.ofVariants());
        });
  }

  private static void told(SeenSegment now, Reporter out) {
    if (now.segment().bitrateBps().isEmpty()
        || now.segment().range().isPresent()
        || now.segment().durationNs() == 0) {
      return;
    }
    double real = now.facts().bytes() * 8e9 / now.segment().durationNs();
    double told = now.segment().bitrateBps().getAsLong();
    if (told < 0.9 * real || told > 1.1 * real) {
      out.report(
          TextRule.BITRATE,
          now.segment().line(),
          "%s has %.0f kbit/s, and EXT-X-BITRATE says %.0f",
          now.name(),
          real / 1e3,
          told / 1e3);
    }
  }

  /// Runs that end with this segment: all others were looked at before.
  private void peak(SeenSegment now, Variant variant, Reporter out) {
    long targetNs = now.playlist().targetDurationNs();
    double peak = 0;
    long bytes = 0;
    long lastsNs = 0;
    int used = 0;
    for (var pieces = run.descendingIterator(); pieces.hasNext(); ) {
      Piece piece = pieces.next();
      bytes += piece.bytes();
      lastsNs += piece.durationNs();
      if (lastsNs > 1.5 * targetNs) {
        break;
      }
      used++;
      if (lastsNs >= 0.5 * targetNs) {
        peak = Math.max(peak, bytes * 8e9 / lastsNs);
      }
    }
    while (run.size() > used + 1) {
      run.removeFirst();
    }
    double tolerance = now.playlist().isVod() ? RECORDED_TOLERANCE : LIVE_TOLERANCE;
    if (variant.bandwidthBps() > 0
        && peak > tolerance * variant.bandwidthBps()
        && peak > 1.05 * worst) {
      worst = peak; // told again only when it is worse
      out.report(
          MediaRule.BANDWIDTH,
          variant.line(),
          "Up to segment %d the peak is %.0f kbit/s, %.0f %% of BANDWIDTH",
          now.segment().mediaSequence(),
          peak / 1e3,
          100 * peak / variant.bandwidthBps());
    }
  }

  private void mean(SeenSegment now, Variant variant, Reporter out) {
    boolean whole =
        now.playlist().isVod() && now.segment().mediaSequence() + 1 == now.playlist().endSequence();
    if (variant.averageBandwidthBps().isEmpty()
        || allNs == 0
        || !(whole || (allNs >= ENOUGH_FOR_A_MEAN_NS && !now.playlist().isVod()))) {
      return;
    }
    double mean = allBytes * 8e9 / allNs;
    long told = variant.averageBandwidthBps().getAsLong();
    if (mean > MEAN_TOLERANCE * told) {
      out.report(
          MediaRule.BANDWIDTH,
          variant.line(),
          "The mean is %.0f %% of AVERAGE-BANDWIDTH, which is %d kbit/s",
          Math.floor(100 * mean / told),
          told / 1000);
    }
  }
}
