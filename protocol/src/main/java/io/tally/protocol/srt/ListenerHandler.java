// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.connect.ConnectRequest;
import io.tally.protocol.srt.connect.ListenerHandshake;
import io.tally.protocol.srt.connect.ListenerStep;
import io.tally.protocol.srt.handshake.Handshake;
import io.tally.protocol.srt.handshake.Refusal;
import io.tally.protocol.srt.options.SrtOptions;
import io.tally.protocol.srt.packet.ControlHeader;
import io.tally.protocol.srt.packet.ControlType;
import io.tally.protocol.srt.packet.DataHeader;
import io.tally.protocol.srt.packet.MalformedPacketException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which connection of a listener does a datagram belong to (draft-sharabayko-srt section 4.3.1.2)?
///
/// Threads: the channel's event loop; the acceptor runs on virtual threads. Memory: nothing is kept
/// of a caller before its conclusion has a cookie of ours, and then of so many only as there may be
/// connections.
final class ListenerHandler extends SimpleChannelInboundHandler<DatagramPacket> {
  private static final Logger LOG = LoggerFactory.getLogger(ListenerHandler.class);
  private static final int HANDSHAKE_BYTES = 1024;

  /// A caller is known by its address and its own socket id.
  private record Caller(InetSocketAddress address, int socketId) {}

  /// @param driver null until the program has decided
  /// @param answer to repeat when the caller repeats its conclusion, null until then
  private record Entry(int socketId, @Nullable LinkDriver driver, @Nullable Handshake answer) {}

  private final SrtOptions options;
  private final SrtAcceptor acceptor;
  private final int maxConnections;
  private final SecureRandom random = new SecureRandom();
  private final ListenerHandshake handshake = new ListenerHandshake(random);
  private final Map<Caller, Entry> callers = new HashMap<>();
  private final Map<Integer, LinkDriver> drivers = new HashMap<>();
  private final Set<LinkDriver> touched = new LinkedHashSet<>();
  private final long startUs = LinkDriver.nowUs();

  ListenerHandler(SrtOptions options, SrtAcceptor acceptor, int maxConnections) {
    this.options = options;
    this.acceptor = acceptor;
    this.maxConnections = maxConnections;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
    var datagram = packet.content();
    if (datagram.readableBytes() < DataHeader.BYTES) {
      return;
    }
    var destination = datagram.getInt(datagram.readerIndex() + 12);
    var driver = drivers.get(destination);
    if (driver != null) {
      // A stranger who knows or guesses the id must not speak for the peer.
      if (driver.peer().equals(packet.sender())) {
        driver.datagram(datagram);
        touched.add(driver);
      }
    } else if (destination == 0 && !DataHeader.isData(datagram)) {
      shake(ctx, datagram, packet.sender());
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    touched.forEach(LinkDriver::run);
    touched.clear();
  }

  private void shake(ChannelHandlerContext ctx, ByteBuf datagram, InetSocketAddress from) {
    try {
      var header = ControlHeader.read(datagram);
      if (header.type() == ControlType.HANDSHAKE) {
        shake(ctx, Handshake.read(datagram), header.timestampUs(), from);
      }
    } catch (MalformedPacketException e) {
      LOG.debug("A handshake from {} cannot be read: {}", SrtEnd.place(from), e.getMessage());
    }
  }

  private void shake(
      ChannelHandlerContext ctx, Handshake request, int timestampUs, InetSocketAddress from) {
    var encryption = options.keys().isSecret() ? options.keys().keyBytes() / Long.BYTES : 0;
    switch (handshake.receive(request, from, encryption, timestampUs, LinkDriver.nowUs())) {
      case ListenerStep.Reply(var answer) -> reply(ctx, answer, request.socketId(), from);
      case ListenerStep.Ask(var asked) -> ask(ctx, asked, from);
      case ListenerStep.Ignore(), ListenerStep.Accept _ -> {}
    }
  }

  private void reply(
      ChannelHandlerContext ctx, Handshake answer, int destination, InetSocketAddress to) {
    if (Refusal.isRefusal(answer.type())) {
      refused(to, Refusal.fromType(answer.type()));
    }
    write(ctx, answer, destination, to);
  }

  private void write(
      ChannelHandlerContext ctx, Handshake answer, int destination, InetSocketAddress to) {
    var out = ctx.alloc().directBuffer(HANDSHAKE_BYTES);
    answer.writePacket(out, destination, (int) (LinkDriver.nowUs() - startUs));
    var _ = ctx.writeAndFlush(new DatagramPacket(out, to), ctx.voidPromise());
  }

  private void ask(ChannelHandlerContext ctx, ConnectRequest request, InetSocketAddress from) {
    var caller = new Caller(from, request.handshake().socketId());
    var known = callers.get(caller);
    if (known != null) {
      if (known.answer() != null) {
        write(ctx, known.answer(), caller.socketId(), from);
      }
      return;
    }
    if (callers.size() >= maxConnections) {
      reply(
          ctx,
          ListenerHandshake.refuse(request, Refusal.RESOURCE).answer(),
          caller.socketId(),
          from);
      return;
    }
    var socketId = freeSocketId();
    callers.put(caller, new Entry(socketId, null, null));
    Thread.ofVirtual()
        .name("srt-accept")
        .start(() -> {
          var decided = decide(request, caller, socketId);
          ctx.executor().execute(() -> decided.carryOut(ctx));
        });
  }

  private int freeSocketId() {
    int socketId;
    do {
      socketId = 1 + random.nextInt(0x3FFF_FFFF);
    } while (drivers.containsKey(socketId));
    return socketId;
  }

  @FunctionalInterface
  private interface Decision {
    void carryOut(ChannelHandlerContext ctx);
  }

  /// On a virtual thread: the program may wait, and keys cost time.
  private Decision decide(ConnectRequest request, Caller caller, int socketId) {
    try {
      var asked =
          new SrtAcceptor.Request(caller.address(), request.streamId(), request.encrypted());
      return switch (acceptor.decide(asked)) {
        case SrtAcceptor.Refuse(Refusal refusal) -> refusing(request, caller, refusal);
        case SrtAcceptor.Accept(Secret passphrase, SrtReceiver receiver) ->
            switch (handshake.answer(
                request, options.offer(socketId, 0, options.keys().with(passphrase)))) {
              case ListenerStep.Accept accept -> ctx -> accept(ctx, caller, accept, receiver);
              case ListenerStep.Reply(var answer) ->
                  refusing(request, caller, Refusal.fromType(answer.type()));
              case ListenerStep.Ask _, ListenerStep.Ignore _ ->
                  refusing(request, caller, Refusal.SYSTEM);
            };
      };
    } catch (RuntimeException e) {
      LOG.error(
          "The program failed to decide on the SRT caller {}", SrtEnd.place(caller.address()), e);
      return refusing(request, caller, Refusal.SYSTEM);
    }
  }

  private Decision refusing(ConnectRequest request, Caller caller, Refusal refusal) {
    return ctx -> {
      callers.remove(caller);
      reply(
          ctx,
          ListenerHandshake.refuse(request, refusal).answer(),
          caller.socketId(),
          caller.address());
    };
  }

  private void accept(
      ChannelHandlerContext ctx, Caller caller, ListenerStep.Accept accept, SrtReceiver receiver) {
    if (!ctx.channel().isActive()) {
      return;
    }
    var socketId = accept.agreement().socketId();
    var driver =
        new LinkDriver(
            ctx.channel(), caller.address(), false, accept.agreement(), options, receiver, startUs);
    callers.put(caller, new Entry(socketId, driver, accept.answer()));
    drivers.put(socketId, driver);
    var _ =
        driver
            .ended()
            .thenRun(() -> {
              callers.remove(caller);
              drivers.remove(socketId);
            });
    write(ctx, accept.answer(), caller.socketId(), caller.address());
    driver.begin();
  }

  private void refused(InetSocketAddress peer, Refusal refusal) {
    acceptor.refused(
        peer,
        refusal,
        "The SRT caller at %s was refused: %s.".formatted(SrtEnd.place(peer), refusal.words()));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("A datagram of the SRT listener failed: {}", cause.toString());
  }

  /// On the event loop: how many callers are remembered.
  int callers() {
    return callers.size();
  }

  /// On the event loop: ends all connections.
  void closeAll() {
    List.copyOf(drivers.values()).forEach(LinkDriver::close);
  }
}
