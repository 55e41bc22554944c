// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.handshake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.security.SecureRandom;
import java.util.List;

/// What does a server answer to a client's handshake (RTMP 1.0 section 5.2)?
///
/// Takes itself out of the pipeline after C2, and fires [HandshakeDone]. Clients with Adobe's
/// digest (which librtmp can be, and Flash was) get a digest back, the others the plain echo.
public final class ServerHandshake extends ByteToMessageDecoder {
  private final SecureRandom random = new SecureRandom();
  private boolean answered;

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (!answered && in.isReadable() && in.getUnsignedByte(in.readerIndex()) != Handshake.VERSION) {
      var version = in.getUnsignedByte(in.readerIndex());
      in.skipBytes(in.readableBytes());
      throw new CorruptedFrameException(
          "First byte of the connection is %d, expected RTMP version %d"
              .formatted(version, Handshake.VERSION));
    }
    if (!answered && in.readableBytes() >= 1 + Handshake.PACKET_BYTES) {
      in.skipBytes(1);
      var c1 = new byte[Handshake.PACKET_BYTES];
      in.readBytes(c1);
      var s1 = new byte[Handshake.PACKET_BYTES];
      random.nextBytes(s1);
      var s2 = DigestHandshake.answer(c1, s1);
      answered = true;
      var _ = ctx.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {Handshake.VERSION}, s1, s2));
    }
    if (answered && in.readableBytes() >= Handshake.PACKET_BYTES) {
      // C2 is not compared: many clients send what they like, and nothing rests on it.
      in.skipBytes(Handshake.PACKET_BYTES);
      ctx.fireUserEventTriggered(new HandshakeDone());
      ctx.pipeline().remove(this);
    }
  }
}
