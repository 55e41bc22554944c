// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.connect;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.tally.protocol.Endpoint;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.tcp.EventLoops;
import io.tally.protocol.tls.ClientTls;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// How is a TCP connection made to an endpoint, with TLS where it asks for that?
///
/// A host's addresses are tried one after another.
public final class Dial {
  private final Endpoint endpoint;
  private final PublishSettings settings;
  private final EventLoopGroup loops;

  /// @param loops carries the connection; the caller's, and not ended here
  public Dial(Endpoint endpoint, PublishSettings settings, EventLoopGroup loops) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.loops = loops;
  }

  /// Connects, on the calling thread, which an interrupt frees at once.
  ///
  /// @return a connection that has not shaken hands; the caller closes it
  /// @throws PublishException with the sentence that says why not
  public RtmpConnection open() throws PublishException, InterruptedException {
    PublishException last = null;
    for (var address : HostLookup.addresses(endpoint.host(), settings.connectTimeout())) {
      try {
        return open(address);
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

  private RtmpConnection open(InetAddress address) throws PublishException, InterruptedException {
    var tls = tls();
    var handler = tls == null ? null : tls.handler(settings.connectTimeout().toMillis());
    var made = new CompletableFuture<RtmpConnection>();
    var connecting = connect(address, handler, made);
    try {
      connecting.await();
      if (!connecting.isSuccess()) {
        throw unreachable(address, connecting.cause());
      }
      if (tls != null && handler != null) {
        secure(handler, tls);
      }
      return made.join();
    } catch (PublishException | InterruptedException e) {
      var _ = connecting.channel().close();
      throw e;
    }
  }

  private ChannelFuture connect(
      InetAddress address, @Nullable SslHandler tls, CompletableFuture<RtmpConnection> made) {
    var timeoutMs = (int) settings.connectTimeout().toMillis();
    return EventLoops.sockets(loops)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMs)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                if (tls != null) {
                  channel.pipeline().addLast(tls);
                }
                var connection = new RtmpConnection(endpoint, channel);
                connection.addTo(channel.pipeline());
                made.complete(connection);
              }
            })
        .connect(new InetSocketAddress(address, endpoint.port()));
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

  private void secure(SslHandler handler, ClientTls tls)
      throws PublishException, InterruptedException {
    var shaken = handler.handshakeFuture().await();
    if (shaken.isSuccess()) {
      return;
    }
    if (shaken.cause() instanceof SslHandshakeTimeoutException) {
      throw new PublishException(
          Kind.TIMEOUT,
          "%s port %d did not finish the TLS handshake in %d s: check the port, which may be one without TLS."
              .formatted(endpoint.host(), endpoint.port(), settings.connectTimeout().toSeconds()),
          shaken.cause());
    }
    throw new PublishException(Kind.TLS, tls.explain(shaken.cause()), shaken.cause());
  }

  private PublishException unreachable(InetAddress address, @Nullable Throwable cause) {
    var server =
        "%s (%s) port %d".formatted(endpoint.host(), address.getHostAddress(), endpoint.port());
    return switch (cause) {
      case ConnectTimeoutException e ->
          new PublishException(
              Kind.TIMEOUT,
              "%s did not answer in %d s: check the address, the network and the firewall."
                  .formatted(server, settings.connectTimeout().toSeconds()),
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
