// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.send;

import io.tally.protocol.srt.packet.ControlType;
import io.tally.protocol.srt.packet.DropRange;
import io.tally.protocol.srt.packet.Outgoing;
import io.tally.protocol.srt.packet.Sequence;

/// What does the peer ask for in vain, since it was given up (draft-sharabayko-srt section 3.2.9)?
///
/// Threads: one at a time.
final class GivenUp {
  private static final int OLD_NEWS = 1 << 28;

  private final Outgoing outgoing;
  private int before;

  GivenUp(Outgoing outgoing, int firstSequence) {
    this.outgoing = outgoing;
    before = firstSequence;
  }

  /// All before a number was given up, or had arrived.
  void before(int sequence) {
    before = sequence;
  }

  /// The oldest number that is still kept. Numbers go round: what was given up so long ago must not
  /// look as if it came later.
  void forget(int first) {
    if (Sequence.distance(before, first) > OLD_NEWS) {
      before = Sequence.plus(first, -OLD_NEWS);
    }
  }

  /// Tells the peer what of a run of lost packets will not come.
  void asked(int first, int last, long nowUs) {
    if (!Sequence.isBefore(first, before)) {
      return;
    }
    var newest = Sequence.plus(before, -1);
    var out = outgoing.control(ControlType.DROP_REQUEST, 0, nowUs);
    new DropRange(first, Sequence.isBefore(last, newest) ? last : newest).write(out);
    outgoing.send(out, nowUs);
  }
}
