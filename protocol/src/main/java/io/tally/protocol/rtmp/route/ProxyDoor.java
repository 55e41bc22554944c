// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.route;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.endpoint.Login;
import io.tally.protocol.endpoint.Route.Proxy;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How is a proxy asked for the way on, and why does it say no?
///
/// The proxy resolves the endpoint's name; nothing is looked up here but the proxy itself.
public final class ProxyDoor {
  private static final Pattern STATUS = Pattern.compile("status: *(\\d{3}|[A-Z_]+)");

  private final Proxy proxy;

  public ProxyDoor(Proxy proxy) {
    this.proxy = proxy;
  }

  /// The handler that belongs first into the connection's pipeline.
  ///
  /// @param address of the proxy
  /// @param timeout of what is said with it
  public ProxyHandler handler(InetSocketAddress address, Duration timeout) {
    var handler = handler(address);
    handler.setConnectTimeoutMillis(timeout.toMillis());
    return handler;
  }

  private ProxyHandler handler(InetSocketAddress address) {
    var login = proxy.login().orElse(null);
    return switch (proxy.kind()) {
      case HTTP ->
          login == null
              ? new HttpProxyHandler(address)
              : login
                  .password()
                  .use(password -> new HttpProxyHandler(address, login.user(), password));
      case SOCKS5 -> login == null ? new Socks5ProxyHandler(address) : socks(address, login);
    };
  }

  private static ProxyHandler socks(InetSocketAddress address, Login login) {
    return login
        .password()
        .use(password -> new Socks5ProxyHandler(address, login.user(), password));
  }

  /// For a person, such as `the SOCKS5 proxy gate.example port 1080`.
  public String name() {
    return "the %s proxy %s port %d".formatted(proxy.kind(), proxy.host(), proxy.port());
  }

  /// What a person is told when its name has no address.
  public PublishFailure unknown() {
    return failure("The name of %s has no address: check the proxy's host in the settings.");
  }

  /// What a person is told when it cannot be reached.
  public PublishFailure unreachable(@Nullable Throwable cause) {
    return switch (cause) {
      case ConnectTimeoutException _ ->
          failure("No answer came from %s: check its address, and whether it runs.");
      case ConnectException _ ->
          failure("The connection to %s is refused: check its port, and whether it runs.");
      case null, default ->
          failure("There is no way to %s: check the network and the proxy's address.");
    };
  }

  /// What a person is told when it does not let us through.
  ///
  /// @param target host and port of the endpoint
  public PublishFailure refused(Throwable cause, String target) {
    // Netty tells the status in its message only.
    var words = String.valueOf(cause.getMessage());
    var status = STATUS.matcher(words);
    var code = status.find() ? status.group(1) : "";
    if (code.equals("407") || words.contains("authStatus") || words.contains("authMethod")) {
      return failure(
          proxy.login().isEmpty()
              ? "A user name and a password are asked for by %s: give both in the proxy's settings."
              : "The user name with this password is not accepted by %s: check both.");
    }
    if (words.contains("timeout")) {
      return failure(
          "No answer came in time from %s: check whether it runs and is a "
              + proxy.kind()
              + " proxy.");
    }
    if (code.equals("403") || code.equals("FORBIDDEN")) {
      return failure("The way to " + target + " is forbidden by %s: ask whoever runs the proxy.");
    }
    if (code.isEmpty()) {
      return failure(
          "An answer that is none came from %s: check its port, and whether it is a "
              + proxy.kind()
              + " proxy.");
    }
    return failure(
        "The endpoint "
            + target
            + " cannot be reached by %s (status "
            + code.toLowerCase(Locale.ROOT)
            + "): check the endpoint's address, or ask whoever runs the proxy.");
  }

  private PublishFailure failure(String sentence) {
    return new PublishFailure(Kind.PROXY, sentence.formatted(name()));
  }
}
