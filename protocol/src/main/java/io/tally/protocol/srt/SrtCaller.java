// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import io.netty.channel.Channel;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.srt.connect.CallerHandshake;
import io.tally.protocol.srt.handshake.Handshake.PeerAddress;
import io.tally.protocol.srt.options.SrtOptions;
import io.tally.protocol.srt.packet.Sequence;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// How is an SRT connection made to a listener?
public final class SrtCaller {
  private static final int SOCKET_IDS = 0x3FFF_FFFF;

  private final SrtLoops loops;
  private final SecureRandom random = new SecureRandom();

  /// @param loops which must be closed after the connections
  public SrtCaller(SrtLoops loops) {
    this.loops = loops;
  }

  /// Connects; blocks until the connection stands, or as long as the options' timeout. Threads: any
  /// but an event loop; a virtual one is meant.
  ///
  /// @param host a name or an address
  /// @param receiver of what comes back; [SrtReceiver#NONE] for a sender
  /// @throws SrtException with a sentence that names what was seen and what to do
  /// @throws InterruptedException when interrupted; then nothing is left open
  public SrtConnection connect(String host, int port, SrtOptions options, SrtReceiver receiver)
      throws SrtException, InterruptedException {
    return connect(new InetSocketAddress(resolve(host), port), options, receiver);
  }

  /// The same to an address that was asked for before.
  ///
  /// @param peer resolved
  public SrtConnection connect(InetSocketAddress peer, SrtOptions options, SrtReceiver receiver)
      throws SrtException, InterruptedException {
    return connect(peer, new InetSocketAddress(0), options, receiver);
  }

  /// The same from an address of this computer.
  ///
  /// @param from a local address, port 0 for any
  public SrtConnection connect(
      InetSocketAddress peer, InetSocketAddress from, SrtOptions options, SrtReceiver receiver)
      throws SrtException, InterruptedException {
    var made = new CompletableFuture<SrtConnection>();
    var startUs = LinkDriver.nowUs();
    var socketId = 1 + random.nextInt(SOCKET_IDS);
    var offer = options.offer(socketId, random.nextInt() & Sequence.MAX, options.keys());
    var handshake = new CallerHandshake(offer, PeerAddress.of(peer.getAddress()), random, startUs);
    var opened =
        loops
            .bootstrap(options)
            .handler(new CallerHandler(peer, options, receiver, socketId, handshake, startUs, made))
            .connect(peer, from);
    opened.addListener(future -> {
      if (!future.isSuccess()) {
        made.completeExceptionally(unsendable(peer, future.cause()));
      }
    });
    return await(made, opened.channel());
  }

  private static SrtConnection await(CompletableFuture<SrtConnection> made, Channel channel)
      throws SrtException, InterruptedException {
    try {
      return made.get();
    } catch (InterruptedException e) {
      made.cancel(false);
      var _ = channel.close();
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SrtException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static InetAddress resolve(String host) throws SrtException {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new SrtException(
          Kind.UNKNOWN_HOST,
          "The host %s of the SRT address has no network address: check its spelling and the connection to the internet."
              .formatted(host),
          true);
    }
  }

  private static SrtException unsendable(InetSocketAddress peer, Throwable cause) {
    return new SrtException(
        Kind.REFUSED_CONNECTION,
        "No datagram can be sent to %s (%s): check the connection to the network."
            .formatted(SrtEnd.place(peer), cause.getMessage()),
        true);
  }
}
