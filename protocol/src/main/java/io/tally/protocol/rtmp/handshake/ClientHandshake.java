// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.handshake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/// How does a client shake hands (RTMP 1.0 section 5.2)?
///
/// Begins when asked with [Begin], after TCP and TLS stand. Takes itself out of the pipeline after
/// S2, and fires [HandshakeDone].
public final class ClientHandshake extends ByteToMessageDecoder {
  /// The user event that starts it.
  ///
  /// @param digest whether Adobe's digest is offered, which some old servers ask for; every ingest
  ///   service takes the plain handshake
  public record Begin(boolean digest) {}

  private final SecureRandom random = new SecureRandom();
  private boolean digest;
  private boolean echoed;

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof Begin begin) {
      digest = begin.digest();
      var c1 = randomPacket();
      // Time zero, and zero instead of a version, which would announce a digest.
      Arrays.fill(c1, 0, 8, (byte) 0);
      if (digest) {
        DigestHandshake.offer(c1);
      }
      var _ = ctx.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {Handshake.VERSION}, c1));
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  private byte[] randomPacket() {
    var packet = new byte[Handshake.PACKET_BYTES];
    random.nextBytes(packet);
    return packet;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (!echoed && in.isReadable() && in.getUnsignedByte(in.readerIndex()) != Handshake.VERSION) {
      var version = in.getUnsignedByte(in.readerIndex());
      in.skipBytes(in.readableBytes());
      throw new CorruptedFrameException(
          "First byte of the answer is %d, expected RTMP version %d"
              .formatted(version, Handshake.VERSION));
    }
    if (!echoed && in.readableBytes() >= 1 + Handshake.PACKET_BYTES) {
      in.skipBytes(1);
      var s1 = new byte[Handshake.PACKET_BYTES];
      in.readBytes(s1);
      echoed = true;
      var c2 = digest ? DigestHandshake.acknowledge(s1, randomPacket()) : s1;
      var _ = ctx.writeAndFlush(Unpooled.wrappedBuffer(c2));
    }
    if (echoed && in.readableBytes() >= Handshake.PACKET_BYTES) {
      // S2 should be our own packet, but digest servers send something else (facts of the field).
      in.skipBytes(Handshake.PACKET_BYTES);
      ctx.fireUserEventTriggered(new HandshakeDone());
      ctx.pipeline().remove(this);
    }
  }
}
