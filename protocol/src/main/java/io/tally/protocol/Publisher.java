// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.PacketTaker;
import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.endpoint.Endpoint;
import java.util.function.Consumer;

/// How does a programme get to one endpoint?
///
/// Life: made for one endpoint and one programme, [#start] once, packets offered at any time after
/// it is made, then [#stop] or [#close]. Packets offered before it is live, up to the first
/// keyframe after, are not sent and not counted as dropped. A connection that breaks is made again,
/// with headers and a fresh keyframe, as often as it takes. Threads: all methods from any thread;
/// `offer` never blocks. Failure: never thrown; it is [PublisherState.Failed].
public interface Publisher extends PacketTaker, AutoCloseable {
  /// Where it sends.
  Endpoint endpoint();

  /// Begins to connect, and returns at once.
  void start();

  /// How it stands now.
  PublisherState state();

  /// Calls back at every change of [#state], on the publisher's thread; the call must not block.
  void onState(Consumer<PublisherState> listener);

  /// What was sent, what waits and what was dropped, since the start.
  PublisherStatistics statistics();

  /// Goes over to another encode of the same programme: what a receiver must know of it goes out
  /// before the first of its packets. To be called before that packet is offered; from it on only
  /// packets of the new encode are.
  ///
  /// @param programme the same tracks, coded by the same codecs
  /// @param first a keyframe, later than every picture offered before
  /// @return whether this publisher can; else the caller keeps to the encode that it began with
  default boolean change(StreamParameters programme, EncodedPacket first) {
    return false;
  }

  /// Ends the wait of [PublisherState.Reconnecting] and tries at once; does nothing in any other
  /// state.
  void retryNow();

  /// Sends what is queued, says goodbye and closes, within two seconds in any state of the network.
  /// Blocks until then.
  void stop();

  /// As [#stop], without sending what is queued. Idempotent.
  @Override
  void close();
}
