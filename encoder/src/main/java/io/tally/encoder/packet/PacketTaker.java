// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet;

/// Who wants the packets of a programme?
///
/// Threads: [#offer] is called by one thread at a time, on the encoders' threads, and must not
/// block: a taker that waits for a disk or a network has a bounded queue of its own and counts what
/// it drops.
public interface PacketTaker {
  /// Takes notice of the next packet, in the order of decoding within each track. The two tracks
  /// come interleaved only roughly: a taker that needs them by time sorts them itself.
  void offer(EncodedPacket packet);
}
