// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.srt.connect.CallerHandshake;
import io.tally.protocol.srt.connect.CallerState;
import io.tally.protocol.srt.handshake.Handshake;
import io.tally.protocol.srt.handshake.Refusal;
import io.tally.protocol.srt.options.SrtOptions;
import io.tally.protocol.srt.packet.ControlHeader;
import io.tally.protocol.srt.packet.ControlType;
import io.tally.protocol.srt.packet.DataHeader;
import io.tally.protocol.srt.packet.MalformedPacketException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What does a caller do with its datagrams (draft-sharabayko-srt section 4.3.1.1)?
///
/// Threads: the channel's event loop. The future ends with the connection or an [SrtException].
final class CallerHandler extends SimpleChannelInboundHandler<DatagramPacket> {
  private static final Logger LOG = LoggerFactory.getLogger(CallerHandler.class);
  private static final int HANDSHAKE_BYTES = 1024;

  private final InetSocketAddress peer;
  private final SrtOptions options;
  private final SrtReceiver receiver;
  private final CallerHandshake handshake;
  private final CompletableFuture<SrtConnection> made;
  private final int socketId;
  private final long startUs;
  private final long deadlineUs;
  private boolean unreachable;
  private @Nullable LinkDriver driver;

  CallerHandler(
      InetSocketAddress peer,
      SrtOptions options,
      SrtReceiver receiver,
      int socketId,
      CallerHandshake handshake,
      long startUs,
      CompletableFuture<SrtConnection> made) {
    this.peer = peer;
    this.options = options;
    this.receiver = receiver;
    this.socketId = socketId;
    this.handshake = handshake;
    this.startUs = startUs;
    this.made = made;
    deadlineUs = startUs + options.network().connectMs() * 1_000L;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    step(ctx);
  }

  private void step(ChannelHandlerContext ctx) {
    if (driver != null || made.isDone()) {
      return;
    }
    var nowUs = LinkDriver.nowUs();
    if (nowUs >= deadlineUs) {
      fail(ctx, tooLate());
      return;
    }
    handshake.due(nowUs).ifPresent(request -> write(ctx, request, nowUs));
    var dueUs = Math.min(handshake.nextUs(), deadlineUs);
    var _ =
        ctx.executor().schedule(() -> step(ctx), Math.max(0, dueUs - nowUs), TimeUnit.MICROSECONDS);
  }

  private void write(ChannelHandlerContext ctx, Handshake request, long nowUs) {
    var out = ctx.alloc().directBuffer(HANDSHAKE_BYTES);
    request.writePacket(out, 0, (int) (nowUs - startUs));
    var _ = ctx.writeAndFlush(out, ctx.voidPromise());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
    var datagram = packet.content();
    if (datagram.readableBytes() < DataHeader.BYTES
        || datagram.getInt(datagram.readerIndex() + 12) != socketId) {
      return;
    }
    if (driver != null) {
      driver.datagram(datagram);
    } else if (!made.isDone()) {
      shake(ctx, datagram);
    }
  }

  /// Data that overtakes the answer is left out here: it is asked for later as if lost.
  private void shake(ChannelHandlerContext ctx, ByteBuf datagram) {
    var nowUs = LinkDriver.nowUs();
    try {
      if (DataHeader.isData(datagram)) {
        return;
      }
      var header = ControlHeader.read(datagram);
      if (header.type() == ControlType.HANDSHAKE) {
        handshake.receive(Handshake.read(datagram), header.timestampUs(), nowUs);
      }
    } catch (MalformedPacketException e) {
      LOG.debug("The handshake from {} cannot be read: {}", SrtEnd.place(peer), e.getMessage());
    }
    switch (handshake.state()) {
      case CallerState.Connected(var agreement) -> {
        var begun =
            new LinkDriver(ctx.channel(), peer, true, agreement, options, receiver, startUs);
        driver = begun;
        var _ = begun.ended().thenAccept(_ -> close(ctx));
        begun.begin();
        if (!made.complete(new SrtConnection(begun))) {
          begun.close();
        }
      }
      case CallerState.Refused(var refusal, var byPeer) -> fail(ctx, refused(refusal, byPeer));
      case CallerState.Inducing _, CallerState.Concluding _ -> {
        if (handshake.nextUs() <= nowUs) {
          step(ctx);
        }
      }
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (driver != null) {
      driver.run();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // A datagram that cannot be sent or was sent to nobody is lost as others are; whether the peer
    // is
    // gone, its silence tells.
    unreachable |= cause instanceof PortUnreachableException;
    LOG.debug("A datagram to or from {} failed: {}", SrtEnd.place(peer), cause.toString());
  }

  private void fail(ChannelHandlerContext ctx, SrtException failure) {
    made.completeExceptionally(failure);
    close(ctx);
  }

  private static void close(ChannelHandlerContext ctx) {
    var _ = ctx.close();
  }

  private SrtException tooLate() {
    var seconds = options.network().connectMs() / 1000.0;
    if (unreachable) {
      return new SrtException(
          Kind.REFUSED_CONNECTION,
          "Nobody listens for SRT at %s, which its system says: start the listener there, or check the port."
              .formatted(SrtEnd.place(peer)),
          true);
    }
    return switch (handshake.state()) {
      case CallerState.Concluding _ ->
          new SrtException(
              Kind.TIMEOUT,
              "The SRT listener at %s answered once and then no more within %.1f s: check the stream id, since some servers are silent about wrong ones, and the line."
                  .formatted(SrtEnd.place(peer), seconds),
              true);
      default ->
          new SrtException(
              Kind.TIMEOUT,
              "No SRT answer came from %s within %.1f s: check the address, that UDP is let through, and that the other side is in listener mode."
                  .formatted(SrtEnd.place(peer), seconds),
              true);
    };
  }

  private SrtException refused(Refusal refusal, boolean byPeer) {
    var sentence =
        byPeer
            ? "The SRT listener at %s refused the connection: %s."
                .formatted(SrtEnd.place(peer), refusal.words())
            : "The SRT listener at %s cannot be used: %s."
                .formatted(
                    SrtEnd.place(peer),
                    refusal.equals(Refusal.VERSION)
                        ? "it speaks SRT of before version 1.3, which is too old; update it"
                        : refusal.words());
    return new SrtException(kind(refusal), sentence, byPeer && refusal.isTemporary());
  }

  private static Kind kind(Refusal refusal) {
    return switch (refusal.code()) {
      case 2, 10, 11, 1000, 1001, 1002, 1003, 1400, 1401, 1403, 1404, 1405, 1406 ->
          Kind.REFUSED_KEY;
      case 1409, 1423 -> Kind.IN_USE;
      default -> Kind.PROTOCOL;
    };
  }
}
