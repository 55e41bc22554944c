// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.feed;

/// What is loaded next?
///
/// @param sequence number of the segment
/// @param part of it; 0 stands for the segment as a whole, too, where that is there
record Cursor(long sequence, int part) {
  static Cursor of(long sequence) {
    return new Cursor(sequence, 0);
  }

  Cursor nextSegment() {
    return new Cursor(sequence + 1, 0);
  }

  boolean isAfter(Cursor other) {
    return sequence > other.sequence || (sequence == other.sequence && part > other.part);
  }

  Cursor nextPart() {
    return new Cursor(sequence, part + 1);
  }
}
