// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.endpoint;

import java.net.URI;
import java.util.Optional;

/// Where is a programme sent?
///
/// @param url scheme, host, port and application, without the stream key:
///   `rtmps://live.example:443/app`
/// @param key the stream key, or empty where the far end asks for none
/// @param login what the far end asks for beside the key, if anything
public record Endpoint(URI url, Secret key, Optional<Login> login) {
  /// Without a user's name.
  public Endpoint(URI url, Secret key) {
    this(url, key, Optional.empty());
  }

  /// Reads an address as people paste it: the key in it or given apart or on a line of its own, a
  /// query in the key, a user and a password before the host, an IPv6 host, a port or none, a slash
  /// at the end or none, quotes and spaces around.
  ///
  /// A key that is given apart wins: then the whole path is the application. Otherwise the path's
  /// last part is the key when it has two parts or more. A query belongs to the key, since services
  /// put tokens there and the application is shown; only switches such as YouTube's `?backup=1`
  /// stay with the application.
  ///
  /// Of an `srt://` line its parameters stay in the URL, but for the stream id and the passphrase:
  /// these are the key, as [SrtKey] writes it. A key given apart is the stream id, or such a key.
  ///
  /// @param address begins with `rtmp://`, `rtmps://` or `srt://`
  /// @param key or an empty one
  /// @throws IllegalArgumentException when it cannot be used; the message is a sentence for a
  ///   person, in which neither the key nor a password appears
  public static Endpoint parse(String address, Secret key) {
    var pasted = PastedAddress.read(address, key);
    return SrtAddress.isOne(pasted.address())
        ? SrtAddress.read(pasted.address(), pasted.key())
        : EndpointAddress.read(pasted.address(), pasted.key(), /* whole= */ false);
  }

  /// The same stream at another place, which a server names in a redirect or a wish to reconnect.
  ///
  /// @param target an absolute address, with the key at its end or without, or one relative to
  ///   [#url]
  /// @throws IllegalArgumentException when it cannot be used, with a sentence without the key
  public Endpoint movedTo(String target) {
    var absolute = target.contains("://") ? target : EndpointAddress.resolved(url, target);
    var moved = EndpointAddress.read(absolute, key, true);
    return new Endpoint(moved.url(), moved.key(), moved.login().or(() -> login));
  }

  /// Whether TLS is spoken.
  public boolean isSecure() {
    return "rtmps".equals(url.getScheme());
  }

  /// Whether SRT is spoken.
  public boolean isSrt() {
    return "srt".equals(url.getScheme());
  }

  /// A name or an address, an IPv6 address without its brackets.
  public String host() {
    var host = url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /// The port, which is the scheme's when the URL has none.
  public int port() {
    return url.getPort() >= 0 ? url.getPort() : isSecure() ? 443 : 1935;
  }

  /// What stands between the host and the key, with a query that is the application's; empty with
  /// SRT, which knows none.
  public String application() {
    if (isSrt()) {
      return "";
    }
    var path = url.getPath().substring(1);
    return url.getQuery() == null ? path : path + "?" + url.getQuery();
  }
}
