// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import io.tally.player.probe.SegmentFacts;
import io.tally.player.probe.SegmentFacts.Audio;
import io.tally.player.probe.SegmentFacts.Kind;
import io.tally.player.probe.SegmentFacts.Span;
import io.tally.player.probe.SegmentFacts.Video;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the pictures of a segment are; a good one unless changed.
record Pictures(
    String codec,
    int width,
    int transfer,
    double startS,
    double lengthS,
    double keyS,
    boolean idr,
    boolean interlaced,
    int rate) {
  private static final long SECOND = 1_000_000_000L;

  /// When 33 bits of 90 kHz begin anew, ns.
  static final long WRAP = (1L << 33) * SECOND / 90_000;

  static Pictures good(int number) {
    return new Pictures("avc1.64001f", 1280, 1, 4 * number, 4, 2, true, false, 25);
  }

  Pictures codec(String other) {
    return new Pictures(other, width, transfer, startS, lengthS, keyS, idr, interlaced, rate);
  }

  Pictures width(int other) {
    return new Pictures(codec, other, transfer, startS, lengthS, keyS, idr, interlaced, rate);
  }

  Pictures transfer(int other) {
    return new Pictures(codec, width, other, startS, lengthS, keyS, idr, interlaced, rate);
  }

  Pictures startingAt(double other) {
    return new Pictures(codec, width, transfer, other, lengthS, keyS, idr, interlaced, rate);
  }

  Pictures lasting(double other) {
    return new Pictures(codec, width, transfer, startS, other, keyS, idr, interlaced, rate);
  }

  Pictures keyEvery(double other) {
    return new Pictures(codec, width, transfer, startS, lengthS, other, idr, interlaced, rate);
  }

  Pictures idr(boolean other) {
    return new Pictures(codec, width, transfer, startS, lengthS, keyS, other, interlaced, rate);
  }

  Pictures fields() {
    return new Pictures(codec, width, transfer, startS, lengthS, keyS, idr, true, rate);
  }

  Pictures rate(int other) {
    return new Pictures(codec, width, transfer, startS, lengthS, keyS, idr, interlaced, other);
  }

  SegmentFacts facts() {
    long startNs = (long) (startS * SECOND);
    long endNs = startNs + (long) (lengthS * SECOND);
    List<Long> keys = new ArrayList<>();
    for (double key = startS; key < startS + lengthS - 0.01; key += keyS) {
      keys.add((long) (key * SECOND));
    }
    int count = (int) (lengthS * rate);
    Span span = Span.untold(startNs, endNs, startNs, count, WRAP);
    Video video = new Video(codec, width, width * 9 / 16, transfer, interlaced, span, idr, keys);
    Audio audio = new Audio("mp4a.40.2", 48_000, 2, span);
    return new SegmentFacts(Kind.TS, Optional.of(video), List.of(audio), true, 0, false, 500_000);
  }
}
