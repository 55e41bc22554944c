// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import io.netty.channel.Channel;
import io.tally.protocol.srt.options.SrtOptions;
import java.io.IOException;
import java.net.InetSocketAddress;

/// How do SRT connections come in?
///
/// Life: [#start], then [#close], which ends all its connections, twice is no harm, and takes two
/// seconds at most. Threads: both from any but an event loop.
public final class SrtListener implements AutoCloseable {
  private static final long CLOSE_MS = 1_000;

  private final Channel channel;
  private final ListenerHandler handler;

  private SrtListener(Channel channel, ListenerHandler handler) {
    this.channel = channel;
    this.handler = handler;
  }

  /// Begins to take callers.
  ///
  /// @param loops which must be closed after this
  /// @param address port 0 takes any free one
  /// @param options of all connections; the passphrase of each is the acceptor's
  /// @param maxConnections at a time; more callers are refused
  /// @throws IOException when the address is taken or not ours, with a sentence
  public static SrtListener start(
      SrtLoops loops,
      InetSocketAddress address,
      SrtOptions options,
      int maxConnections,
      SrtAcceptor acceptor)
      throws IOException {
    var handler = new ListenerHandler(options, acceptor, maxConnections);
    var bound = loops.bootstrap(options).handler(handler).bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      var cause = bound.cause();
      throw new IOException(
          "SRT cannot be received at %s (%s): choose another port, or stop the program that uses it."
              .formatted(SrtEnd.place(address), cause.getMessage()),
          cause);
    }
    return new SrtListener(bound.channel(), handler);
  }

  /// The port that callers call.
  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /// How many callers it remembers: those that it talks with, and those that the program decides
  /// on.
  int callers() {
    return channel.eventLoop().submit(handler::callers).awaitUninterruptibly().getNow();
  }

  @Override
  public void close() {
    if (channel.isOpen()) {
      channel.eventLoop().submit(handler::closeAll).awaitUninterruptibly(CLOSE_MS);
    }
    channel.close().awaitUninterruptibly(CLOSE_MS);
  }
}
