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
import io.tally.protocol.peers.NginxRtmp;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
      channel.pipeline().fireUserEventTriggered(new ClientHandshake.Begin(false));
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
  void client_withDigest_signsForAServerThatHasOne() throws Exception {
    var client = new EmbeddedChannel(new ClientHandshake());
    var server = new EmbeddedChannel(new ServerHandshake());
    client.pipeline().fireUserEventTriggered(new ClientHandshake.Begin(true));
    feed(server, sent(client), 5000);
    var answer = sent(server);
    feed(client, answer, 700);
    var s1 = Arrays.copyOfRange(answer, 1, 1537);
    var c2 = sent(client);
    assertThat(signature(c2, CLIENT_KEY, digest(s1))).isEqualTo(tail(c2));
    client.finishAndReleaseAll();
    server.finishAndReleaseAll();
  }

  @Test
  void client_withDigest_echoesAPlainServer() {
    var channel = new EmbeddedChannel(new ClientHandshake());
    channel.pipeline().fireUserEventTriggered(new ClientHandshake.Begin(true));
    assertThat(sent(channel)).hasSize(1537);
    var s1 = packet(3);
    feed(channel, joined(new byte[] {3}, s1, packet(4)), 1);
    assertThat(sent(channel)).isEqualTo(s1);
    channel.finishAndReleaseAll();
  }

  @Test
  void nginx_findsOurDigest(@TempDir Path folder) throws Exception {
    var client = new EmbeddedChannel(new ClientHandshake());
    client.pipeline().fireUserEventTriggered(new ClientHandshake.Begin(true));
    var greeting = sent(client);
    try (var nginx = NginxRtmp.start(folder);
        var socket = new Socket("127.0.0.1", URI.create(nginx.url("x")).getPort())) {
      socket.getOutputStream().write(greeting);
      var answer = socket.getInputStream().readNBytes(1 + 1536 + 1536);
      var c1 = Arrays.copyOfRange(greeting, 1, 1537);
      var s2 = Arrays.copyOfRange(answer, 1537, 3073);
      assertThat(signature(s2, SERVER_KEY, digest(c1))).isEqualTo(tail(s2));
    }
    client.finishAndReleaseAll();
  }

  private static final String KEY_TAIL =
      "f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae";
  private static final String CLIENT_KEY = "Genuine Adobe Flash Player 001";
  private static final String SERVER_KEY = "Genuine Adobe Flash Media Server 001";

  /// What lies where the bytes 8 to 11 say.
  private static byte[] digest(byte[] packet) {
    var place = 12;
    for (var i = 8; i < 12; i++) {
      place += packet[i] & 0xFF;
    }
    place = 12 + (place - 12) % 728;
    return Arrays.copyOfRange(packet, place, place + 32);
  }

  private static byte[] tail(byte[] packet) {
    return Arrays.copyOfRange(packet, 1504, 1536);
  }

  private static byte[] signature(byte[] packet, String name, byte[] peer) throws Exception {
    var key = joined(name.getBytes(StandardCharsets.US_ASCII), HexFormat.of().parseHex(KEY_TAIL));
    return hmac(hmac(key, peer), Arrays.copyOf(packet, 1504));
  }

  private static byte[] hmac(byte[] key, byte[] bytes) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(bytes);
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
