// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Do both sides shake hands as RTMP 1.0 section 5.2 asks, however the bytes arrive?
class HandshakeTest {
  private static final class Events extends ChannelInboundHandlerAdapter {
    final List<Object> seen = new ArrayList<>();

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      seen.add(event);
    }
  }

  private static byte[] packet(int seed) {
    var bytes = new byte[1536];
    new Random(seed).nextBytes(bytes);
    Arrays.fill(bytes, 4, 8, (byte) 0);
    return bytes;
  }

  private static byte[] joined(byte[]... parts) {
    var all = Unpooled.wrappedBuffer(parts);
    var bytes = new byte[all.readableBytes()];
    all.readBytes(bytes);
    return bytes;
  }

  private static void feed(EmbeddedChannel channel, byte[] bytes, int piece) {
    for (var at = 0; at < bytes.length; at += piece) {
      var count = Math.min(piece, bytes.length - at);
      channel.writeInbound(Unpooled.copiedBuffer(bytes, at, count));
    }
  }

  private static byte[] sent(EmbeddedChannel channel) {
    var all = Unpooled.buffer();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.writeBytes(part);
      part.release();
    }
    var bytes = new byte[all.readableBytes()];
    all.readBytes(bytes);
    return bytes;
  }

  @Test
  @DisplayName("5.2.4: S2 echoes C1; what follows C2 is passed on")
  void server_echoes() {
    var c1 = packet(1);
    for (var piece : List.of(5000, 1, 700)) {
      var events = new Events();
      var channel = new EmbeddedChannel(new ServerHandshake(), events);
      feed(channel, joined(new byte[] {3}, c1, packet(2), new byte[] {42}), piece);
      var answer = sent(channel);
      assertThat(answer).hasSize(1 + 1536 + 1536).startsWith(3);
      assertThat(Arrays.copyOfRange(answer, 1537, 3073)).isEqualTo(c1);
      assertThat(events.seen).containsExactly(new HandshakeDone());
      ByteBuf rest = channel.readInbound();
      assertThat(rest.readByte()).isEqualTo((byte) 42);
      rest.release();
      assertThat(channel.finishAndReleaseAll()).isFalse();
    }
  }

  @Test
  @DisplayName("5.2.4: C2 echoes S1; what follows S2 is passed on")
  void client_echoes() {
    var s1 = packet(3);
    for (var piece : List.of(5000, 1, 700)) {
      var events = new Events();
      var channel = new EmbeddedChannel(new ClientHandshake(), events);
      channel.pipeline().fireUserEventTriggered(new ClientHandshake.Begin());
      assertThat(sent(channel)).hasSize(1537).startsWith(3);
      feed(channel, joined(new byte[] {3}, s1, packet(4), new byte[] {42}), piece);
      assertThat(sent(channel)).isEqualTo(s1);
      assertThat(events.seen).containsExactly(new HandshakeDone());
      ByteBuf rest = channel.readInbound();
      assertThat(rest.readByte()).isEqualTo((byte) 42);
      rest.release();
      assertThat(channel.finishAndReleaseAll()).isFalse();
    }
  }

  @Test
  void otherVersion_isRefused() {
    for (var handler : List.of(new ServerHandshake(), new ClientHandshake())) {
      var channel = new EmbeddedChannel(handler);
      assertThatThrownBy(() -> channel.writeInbound(Unpooled.copiedBuffer(new byte[] {72})))
          .isInstanceOf(CorruptedFrameException.class)
          .hasMessageContaining("72");
      channel.finishAndReleaseAll();
    }
  }
}
