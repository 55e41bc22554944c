// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.programme.SrtRecording;
import io.tally.protocol.srt.crypto.ConnectionKeys;
import io.tally.protocol.srt.crypto.KeyPlan;
import io.tally.protocol.srt.handshake.Extension;
import io.tally.protocol.srt.handshake.Handshake;
import io.tally.protocol.srt.packet.AckBody;
import io.tally.protocol.srt.packet.ControlHeader;
import io.tally.protocol.srt.packet.ControlType;
import io.tally.protocol.srt.packet.DataHeader;
import io.tally.protocol.srt.packet.LossList;
import io.tally.protocol.srt.packet.MalformedPacketException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Is a recorded session of libsrt read without a difference?
class RecordedSessionTest {
  @Test
  void everyPacket_isWrittenBackAsItWas() throws Exception {
    for (var datagram : SrtRecording.read()) {
      var out = Unpooled.buffer(datagram.bytes().length);
      var in = Unpooled.wrappedBuffer(datagram.bytes());
      if (datagram.isData()) {
        DataHeader.read(in).write(out);
      } else {
        var header = ControlHeader.read(in);
        header.write(out);
        body(header, in, out);
      }
      out.writeBytes(in);
      assertThat(out.array()).startsWith(datagram.bytes());
      assertThat(out.readableBytes()).isEqualTo(datagram.bytes().length);
    }
  }

  private static void body(ControlHeader header, ByteBuf in, ByteBuf out)
      throws MalformedPacketException {
    switch (header.type()) {
      case HANDSHAKE -> Handshake.read(in).write(out);
      case ACK -> AckBody.read(in).write(out);
      case NAK -> LossList.read(in, (first, last) -> LossList.write(out, first, last));
      default -> {}
    }
  }

  @Test
  @DisplayName("with the passphrase alone, every payload is opened, through two changes of the key")
  void everyPayload_isOpened() throws Exception {
    Optional<ConnectionKeys> keys = Optional.empty();
    var payloads = new TreeMap<Integer, String>();
    for (var datagram : SrtRecording.read()) {
      var in = Unpooled.wrappedBuffer(datagram.bytes());
      if (datagram.isData()) {
        var header = DataHeader.read(in);
        var sealed = new byte[in.readableBytes()];
        in.readBytes(sealed);
        var bytes = new byte[sealed.length];
        assertThat(keys.orElseThrow().receive().open(sealed, sealed.length, bytes, header))
            .isEqualTo(100);
        for (var at = 1; at < bytes.length; at++) {
          assertThat(bytes[at]).isEqualTo(bytes[0]);
        }
        payloads.put(header.messageNumber(), Byte.toString(bytes[0]));
      } else {
        keys = keys(keys, datagram.fromCaller(), in);
      }
    }
    assertThat(payloads.keySet()).hasSize(120);
    payloads.forEach((number, value) -> assertThat(value).isEqualTo(Integer.toString(number - 1)));
  }

  private static Optional<ConnectionKeys> keys(
      Optional<ConnectionKeys> keys, boolean fromCaller, ByteBuf in) throws Exception {
    var header = ControlHeader.read(in);
    switch (header.type()) {
      case HANDSHAKE -> {
        var message = Handshake.read(in).find(Extension.Keys.class);
        if (fromCaller && message.isPresent()) {
          return Optional.of(
              ConnectionKeys.accept(
                  KeyPlan.of(Secret.of("correct-horse"), 0),
                  message.get().bytes(),
                  new SecureRandom()));
        }
      }
      case EXTENSION -> {
        if (fromCaller && header.subtype() == ControlHeader.KEY_REQUEST) {
          var request = new byte[in.readableBytes()];
          in.readBytes(request);
          assertThat(keys.orElseThrow().answer(request)).isEqualTo(request);
        }
      }
      default -> {}
    }
    return keys;
  }

  @Test
  void streamId_ofTheCaller_isRead() throws Exception {
    for (var datagram : SrtRecording.read()) {
      var in = Unpooled.wrappedBuffer(datagram.bytes());
      if (!datagram.isData() && ControlHeader.read(in).type() == ControlType.HANDSHAKE) {
        var streamId = Handshake.read(in).find(Extension.StreamId.class);
        if (streamId.isPresent()) {
          assertThat(streamId.get().text()).isEqualTo(Secret.of("abcde"));
          return;
        }
      }
    }
    throw new AssertionError("No stream id in the recording");
  }
}
