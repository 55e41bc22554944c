// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;

/// What becomes of one stream that somebody publishes to us?
///
/// Threads: all methods on the event loop of the publisher's connection, one at a time; none may
/// block.
public interface IncomingStream {
  /// The codec headers, before the first packet, and again whenever they change.
  void parameters(StreamParameters parameters);

  /// The next packet of a track, in the order of decoding; its times are the sender's, starting
  /// anywhere.
  void packet(EncodedPacket packet);

  /// No more will come: the sender said goodbye, or its connection is gone.
  void ended();
}
