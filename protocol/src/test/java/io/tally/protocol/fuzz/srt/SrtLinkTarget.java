// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.fuzz.srt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.connect.Agreement;
import io.tally.protocol.srt.crypto.ConnectionKeys;
import io.tally.protocol.srt.crypto.KeyPlan;
import io.tally.protocol.srt.crypto.KeyState;
import io.tally.protocol.srt.handshake.Extension.Features;
import io.tally.protocol.srt.link.SrtLink;
import io.tally.protocol.srt.options.SrtOptions;
import io.tally.protocol.srt.packet.Outgoing.Datagrams;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Can a peer's datagrams make a connection fail, spin, or keep more than its buffers hold?
///
/// The first byte chooses encryption and what the peer can do, the second the sequence number that
/// both begin with; then come datagrams, each after its length in two bytes. Before each the link
/// sends a payload, and 7 ms pass.
public final class SrtLinkTarget {
  static final Datagrams NOWHERE =
      new Datagrams() {
        @Override
        public ByteBuf buffer(int bytes) {
          return Unpooled.buffer(bytes, bytes);
        }

        @Override
        public void send(ByteBuf datagram) {
          datagram.release();
        }
      };

  private static final int MAX_PIECES = 64;
  private static final int MAX_TICKS = 1_000;
  private static final int BUFFER = 8192;
  private static final KeyPlan PLAN = KeyPlan.of(Secret.of("correct-horse"), 16);

  private SrtLinkTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length < 2) {
      return;
    }
    Optional<ConnectionKeys> keys =
        (data[0] & 1) == 0
            ? Optional.empty()
            : Optional.of(ConnectionKeys.create(PLAN, 0, new SecureRandom()));
    var flags = (data[0] & 2) == 0 ? Features.ALL : Features.ALL & ~Features.NAK_REPORT;
    var agreement =
        new Agreement(
            11,
            22,
            (data[1] << 5) & Integer.MAX_VALUE,
            1500,
            BUFFER,
            200,
            200,
            new Features(true, 0x010504, flags, 200, 200),
            Secret.of(""),
            keys,
            keys.isPresent() ? KeyState.SECURED : KeyState.UNSECURED,
            0,
            0);
    var link = new SrtLink(SrtOptions.INTERNET.link(), agreement, NOWHERE, (_, _) -> {}, 0, 0);
    var nowUs = 0L;
    for (var datagram : pieces(data, 2)) {
      link.offer(ByteBuffer.allocate(100), nowUs, nowUs);
      link.datagram(Unpooled.wrappedBuffer(datagram), nowUs);
      nowUs = goOn(link, nowUs, nowUs + 7_000);
    }
    goOn(link, nowUs, nowUs + 2_000_000);
    var figures = link.statistics(nowUs);
    if (figures.receive().bufferPackets() > BUFFER || figures.send().bufferPackets() > BUFFER) {
      throw new IllegalStateException("More is kept than there is room for: " + figures);
    }
  }

  /// Lets time pass for a link.
  static long goOn(SrtLink link, long fromUs, long untilUs) {
    var nowUs = fromUs;
    var ticks = 0;
    link.tick(nowUs);
    for (var dueUs = link.nextUs(nowUs); dueUs <= untilUs; dueUs = link.nextUs(nowUs)) {
      if (dueUs <= nowUs && ++ticks > MAX_TICKS) {
        throw new IllegalStateException("The link wants to be ticked for ever");
      }
      nowUs = Math.max(nowUs, dueUs);
      link.tick(nowUs);
    }
    return untilUs;
  }

  /// Cuts an input into datagrams.
  static List<byte[]> pieces(byte[] data, int from) {
    var pieces = new ArrayList<byte[]>();
    for (var at = from; at + 2 <= data.length && pieces.size() < MAX_PIECES; ) {
      var length = (data[at] & 0xFF) << 8 | data[at + 1] & 0xFF;
      var end = Math.min(data.length, at + 2 + length);
      pieces.add(Arrays.copyOfRange(data, at + 2, end));
      at = end;
    }
    return pieces;
  }
}
