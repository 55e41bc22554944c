// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.packet;

import io.netty.buffer.ByteBuf;

/// How are missing packets written down (draft-sharabayko-srt appendix A)?
///
/// A single one is one word; a run is its first with the highest bit set, then its last.
public final class LossList {
  /// Takes runs of missing packets.
  @FunctionalInterface
  public interface Runs {
    /// Takes the next run.
    ///
    /// @param first in the run
    /// @param last in the run, and not before `first`
    void run(int first, int last);
  }

  private static final int RUN = 1 << 31;
  private static final int RUN_BYTES = 8;

  private LossList() {}

  /// Puts one run at the end of a buffer.
  ///
  /// @return whether there was room for it
  public static boolean write(ByteBuf out, int first, int last) {
    if (out.maxWritableBytes() < RUN_BYTES) {
      return false;
    }
    if (first == last) {
      out.writeInt(first);
    } else {
      out.writeInt(first | RUN);
      out.writeInt(last);
    }
    return true;
  }

  /// Reads all runs.
  ///
  /// @param runs gets each; how long a run is, it must check against what it has sent
  /// @throws MalformedPacketException when a run has no end or ends before it begins; runs before
  ///   it were given
  public static void read(ByteBuf body, Runs runs) throws MalformedPacketException {
    while (body.readableBytes() >= Integer.BYTES) {
      var word = body.readInt();
      if (word >= 0) {
        runs.run(word, word);
        continue;
      }
      if (body.readableBytes() < Integer.BYTES) {
        throw new MalformedPacketException("A loss list ends in the middle of a run");
      }
      var first = word & Sequence.MAX;
      var last = body.readInt();
      if (last < 0 || Sequence.isBefore(last, first)) {
        throw new MalformedPacketException(
            "A run in a loss list goes from %d to %d".formatted(first, last & Sequence.MAX));
      }
      runs.run(first, last);
    }
  }
}
