// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.fuzz.srt;

import io.tally.protocol.srt.connect.ListenerHandshake;
import io.tally.protocol.srt.connect.ListenerStep;
import io.tally.protocol.srt.handshake.Handshake;
import io.tally.protocol.srt.handshake.Handshake.PeerAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// Which request will a listener read, whatever else is wrong with it?
///
/// One with the cookie that the listener gave; without, hardly any would be looked at.
public final class Cookied {
  private Cookied() {}

  /// The same request with the cookie that it needs.
  ///
  /// @param from where it comes from
  public static Handshake request(
      ListenerHandshake listener, Handshake it, InetSocketAddress from) {
    var address = PeerAddress.of(from.getAddress());
    var induction =
        new Handshake(4, 0, 2, 1, 1500, 100, Handshake.INDUCTION, 7, 0, address, List.of());
    var cookie =
        listener.receive(induction, from, 0, 0, 0) instanceof ListenerStep.Reply(var answer)
            ? answer.cookie()
            : 0;
    return new Handshake(
        it.version(),
        it.encryption(),
        it.extensionField(),
        it.initialSequence(),
        it.mtu(),
        it.flowWindow(),
        it.type(),
        it.socketId(),
        cookie,
        it.peer(),
        it.extensions());
  }
}
