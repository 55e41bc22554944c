// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.connect;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.line.PublishException;
import io.tally.protocol.rtmp.attempt.AttemptListener;
import io.tally.protocol.rtmp.attempt.AttemptStep;
import io.tally.protocol.rtmp.route.ProxyDoor;
import io.tally.protocol.tcp.EventLoops;
import io.tally.protocol.tls.ClientTls;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// How is a TCP connection made to an endpoint, by the route that is set and with TLS where the
/// endpoint asks for that?
///
/// The addresses of the host, or of the proxy, are tried one after another.
public final class Dial {
  private static final long ASK_AGAIN_MS = 2_000;

  private final Endpoint endpoint;
  private final PublishSettings settings;
  private final EventLoopGroup loops;
  private final Steps steps;
  private final @Nullable ProxyDoor proxy;

  /// @param loops carries the connection; the caller's, and not ended here
  /// @param listener is told of each step
  public Dial(
      Endpoint endpoint, PublishSettings settings, EventLoopGroup loops, AttemptListener listener) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.loops = loops;
    this.steps = new Steps(listener);
    this.proxy = settings.route().proxy().map(ProxyDoor::new).orElse(null);
  }

  /// Connects, on the calling thread, which an interrupt frees at once.
  ///
  /// @return a connection that has not shaken hands; the caller closes it
  /// @throws PublishException with the sentence that says why not
  public RtmpConnection open() throws PublishException, InterruptedException {
    var ways = steps.run(AttemptStep.RESOLVE, () -> Ways.of(endpoint, settings), Ways::toString);
    var patience = settings.connectTimeout().dividedBy(ways.addresses().size());
    PublishException last = null;
    for (var address : ways.addresses()) {
      try {
        return open(address, ways.from(), patience);
      } catch (PublishException e) {
        last = e;
        if (e.failure().kind() == Kind.TLS) {
          break;
        }
      }
    }
    throw last != null
        ? last
        : new PublishException(
            Kind.UNKNOWN_HOST, "The host " + endpoint.host() + " has no address");
  }

  /// A socket that is connected, or about to be, and what stands in its pipeline.
  private record Socket(
      ChannelFuture connecting,
      @Nullable ProxyHandler door,
      @Nullable SslHandler secure,
      CompletableFuture<RtmpConnection> connection) {
    void close() {
      var _ = connecting.channel().close();
    }
  }

  private RtmpConnection open(
      InetAddress address, @Nullable InetSocketAddress from, Duration patience)
      throws PublishException, InterruptedException {
    var tls = tls();
    var socket =
        steps.run(
            AttemptStep.CONNECT,
            () -> reached(address, from, tls, patience),
            _ -> "%s port %d answers.".formatted(address.getHostAddress(), port()));
    try {
      var door = socket.door();
      if (door != null) {
        steps.run(
            AttemptStep.PROXY, () -> passed(door), _ -> "It lets us through to " + target() + ".");
      }
      var secure = socket.secure();
      if (tls != null && secure != null) {
        steps.run(AttemptStep.TLS, () -> secured(secure, tls), TlsWords::of);
      }
      return socket.connection().join();
    } catch (PublishException | InterruptedException e) {
      socket.close();
      throw e;
    }
  }

  /// Asks with a fresh socket every two seconds: a system's own pauses between two questions double
  /// each time, so a path that comes back would be noticed late.
  private Socket reached(
      InetAddress address,
      @Nullable InetSocketAddress from,
      @Nullable ClientTls tls,
      Duration patience)
      throws PublishException, InterruptedException {
    var giveUpNs = System.nanoTime() + patience.toNanos();
    while (true) {
      var socket = connect(address, from, tls);
      try {
        socket.connecting().await();
      } catch (InterruptedException e) {
        socket.close();
        throw e;
      }
      if (socket.connecting().isSuccess()) {
        return socket;
      }
      socket.close();
      var cause = socket.connecting().cause();
      if (!(cause instanceof ConnectTimeoutException) || System.nanoTime() - giveUpNs >= 0) {
        throw unreachable(address, cause);
      }
    }
  }

  private Socket connect(
      InetAddress address, @Nullable InetSocketAddress from, @Nullable ClientTls tls) {
    var secure = tls == null ? null : tls.handler(settings.connectTimeout().toMillis());
    var hop = new InetSocketAddress(address, port());
    var door = proxy == null ? null : proxy.handler(hop, settings.connectTimeout());
    var made = new CompletableFuture<RtmpConnection>();
    var connecting = connect(door == null ? hop : unresolved(), from, door, secure, made);
    return new Socket(connecting, door, secure, made);
  }

  private ChannelFuture connect(
      InetSocketAddress to,
      @Nullable InetSocketAddress from,
      @Nullable ProxyHandler door,
      @Nullable SslHandler tls,
      CompletableFuture<RtmpConnection> made) {
    var timeoutMs = Math.min(ASK_AGAIN_MS, settings.connectTimeout().toMillis());
    return EventLoops.sockets(loops)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeoutMs)
        // What is not resolved yet is the proxy's to resolve.
        .disableResolver()
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                if (door != null) {
                  channel.pipeline().addLast(door);
                }
                if (tls != null) {
                  channel.pipeline().addLast(tls);
                }
                var connection = new RtmpConnection(endpoint, channel);
                connection.addTo(channel.pipeline());
                made.complete(connection);
              }
            })
        .connect(to, from);
  }

  private int port() {
    return settings.route().proxy().map(it -> it.port()).orElseGet(endpoint::port);
  }

  private InetSocketAddress unresolved() {
    return InetSocketAddress.createUnresolved(endpoint.host(), endpoint.port());
  }

  private String target() {
    return endpoint.host() + " port " + endpoint.port();
  }

  private @Nullable ClientTls tls() throws PublishException {
    if (!endpoint.isSecure()) {
      return null;
    }
    try {
      return new ClientTls(settings.trust(), endpoint.host(), endpoint.port());
    } catch (SSLException e) {
      throw new PublishException(
          Kind.TLS, "This Java runtime has no TLS: use the one that comes with the program.", e);
    }
  }

  private Channel passed(ProxyHandler door) throws PublishException, InterruptedException {
    var through = door.connectFuture().await();
    if (through.isSuccess() || proxy == null) {
      return through.getNow();
    }
    throw new PublishException(proxy.refused(through.cause(), target()), through.cause());
  }

  private SslHandler secured(SslHandler handler, ClientTls tls)
      throws PublishException, InterruptedException {
    var shaken = handler.handshakeFuture().await();
    if (shaken.isSuccess()) {
      return handler;
    }
    if (shaken.cause() instanceof SslHandshakeTimeoutException) {
      throw new PublishException(
          Kind.TIMEOUT,
          "%s port %d did not finish the TLS handshake in %d s: check the port, which may be one without TLS."
              .formatted(endpoint.host(), endpoint.port(), settings.connectTimeout().toSeconds()),
          shaken.cause());
    }
    throw new PublishException(
        new PublishFailure(Kind.TLS, tls.explain(shaken.cause()), tls.untrusted()), shaken.cause());
  }

  private PublishException unreachable(InetAddress address, @Nullable Throwable cause) {
    if (proxy != null) {
      return new PublishException(
          cause instanceof ProxyConnectException
              ? proxy.refused(cause, target())
              : proxy.unreachable(cause),
          cause);
    }
    var server =
        "%s (%s) port %d".formatted(endpoint.host(), address.getHostAddress(), endpoint.port());
    return switch (cause) {
      case ConnectTimeoutException e ->
          new PublishException(
              Kind.TIMEOUT,
              "%s did not answer in %d s: check the address, the network and the firewall."
                  .formatted(server, settings.connectTimeout().toSeconds()),
              e);
      case BindException e ->
          new PublishException(
              Kind.BAD_ADDRESS,
              "No connection can be made from %s: choose another address of this computer to send from."
                  .formatted(settings.route().bindAddress().orElse("any address")),
              e);
      case ConnectException e ->
          new PublishException(
              Kind.REFUSED_CONNECTION,
              "%s refuses the connection: check the port, and whether the server runs."
                  .formatted(server),
              e);
      case null, default ->
          new PublishException(
              Kind.REFUSED_CONNECTION,
              "%s cannot be reached (%s): check the network and the address."
                  .formatted(server, cause == null ? "no reason given" : cause.getMessage()),
              cause);
    };
  }
}
