// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.fuzz.srt;

import io.netty.buffer.Unpooled;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.connect.Agreement;
import io.tally.protocol.srt.connect.CallerHandshake;
import io.tally.protocol.srt.connect.CallerState;
import io.tally.protocol.srt.connect.ListenerHandshake;
import io.tally.protocol.srt.connect.ListenerStep;
import io.tally.protocol.srt.crypto.KeyPlan;
import io.tally.protocol.srt.handshake.Handshake;
import io.tally.protocol.srt.handshake.Handshake.PeerAddress;
import io.tally.protocol.srt.link.SrtLink;
import io.tally.protocol.srt.options.SrtOptions;
import io.tally.protocol.srt.packet.ControlHeader;
import io.tally.protocol.srt.packet.MalformedPacketException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;

/// Can a peer's SRT handshakes make a caller or a listener fail, or agree on what no connection can
/// run with?
///
/// The first byte chooses the role and encryption; packets follow, each after its length in two
/// bytes. A listener's requests get a cookie of its own, else hardly any would be read.
public final class SrtHandshakeTarget {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final InetSocketAddress FROM =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 5);
  private static final PeerAddress ADDRESS = PeerAddress.of(FROM.getAddress());
  private static final KeyPlan SECRET = KeyPlan.of(Secret.of("correct-horse"), 16);

  private SrtHandshakeTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    var packets = SrtLinkTarget.pieces(data, 1);
    var plan = (data[0] & 2) == 0 ? KeyPlan.none() : SECRET;
    var offer = SrtOptions.INTERNET.offer(9, 3, plan);
    if (data[0] % 2 == 0) {
      var caller = new CallerHandshake(offer, ADDRESS, RANDOM, 0);
      for (var i = 0; i < packets.size(); i++) {
        caller.due(i * 250_000L);
        var answer = read(packets.get(i));
        if (answer != null) {
          caller.receive(answer, i, i * 250_000L);
        }
      }
      if (caller.state() instanceof CallerState.Connected(var agreement)) {
        run(agreement);
      }
      return;
    }
    var listener = new ListenerHandshake(RANDOM);
    for (var packet : packets) {
      var request = read(packet);
      if (request != null
          && listener.receive(Cookied.request(listener, request, FROM), FROM, 0, 0, 0)
              instanceof ListenerStep.Ask(var ask)
          && listener.answer(ask, offer) instanceof ListenerStep.Accept accept) {
        run(accept.agreement());
      }
    }
  }

  /// What was agreed on must do for a connection.
  private static void run(Agreement agreement) {
    var link =
        new SrtLink(
            SrtOptions.INTERNET.link(), agreement, SrtLinkTarget.NOWHERE, (_, _) -> {}, 0, 0);
    SrtLinkTarget.goOn(link, 0, 3_000_000);
  }

  private static @org.jspecify.annotations.Nullable Handshake read(byte[] packet) {
    try {
      var in = Unpooled.wrappedBuffer(packet);
      ControlHeader.read(in);
      return Handshake.read(in);
    } catch (MalformedPacketException e) {
      return null;
    }
  }
}
