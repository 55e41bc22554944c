// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// In which order are the captions of pictures said that are coded in another order?
///
/// Holds each back until no picture can come any more that is shown before it: one that is decoded
/// later is not shown sooner after its decoding than any so far was. Threads: one.
final class DisplayOrder {
  private static final int MOST_HELD = 64; // more than a decoder may reorder

  private final PriorityQueue<CaptionBytes> held =
      new PriorityQueue<>(Comparator.comparingLong(CaptionBytes::ptsNs));
  private long soonestNs; // the least that a picture was shown after its decoding; not above 0

  /// Takes the captions of the next picture to be decoded, if it has any; gives those whose turn
  /// has come.
  List<CaptionBytes> next(CaptionBytes picture, long dtsNs) {
    soonestNs = Math.min(soonestNs, picture.ptsNs() - dtsNs);
    if (picture.triplets().length > 0) {
      held.add(picture);
    }
    List<CaptionBytes> due = new ArrayList<>();
    while (!held.isEmpty()
        && (held.peek().ptsNs() <= dtsNs + soonestNs || held.size() > MOST_HELD)) {
      due.add(held.remove());
    }
    return due;
  }

  /// Gives all that is left, for no picture comes any more.
  List<CaptionBytes> rest() {
    List<CaptionBytes> all = new ArrayList<>();
    while (!held.isEmpty()) {
      all.add(held.remove());
    }
    return all;
  }
}
