// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.endpoint;

import java.util.Optional;

/// By which way does a connection leave this computer?
///
/// @param proxy what it goes through, if anything
/// @param bindAddress the address of this computer that it leaves from, a literal or a name; empty
///   leaves the choice to the system
public record Route(Optional<Proxy> proxy, Optional<String> bindAddress) {
  /// As the system chooses.
  public static final Route DIRECT = new Route(Optional.empty(), Optional.empty());

  /// What stands between us and the endpoint.
  ///
  /// @param host a name or an address, an IPv6 address without its brackets
  /// @param login what it asks for, if anything
  public record Proxy(Kind kind, String host, int port, Optional<Login> login) {
    /// The ways in which a proxy is asked.
    public enum Kind {
      /// `CONNECT` (RFC 9110 section 9.3.6).
      HTTP,
      /// SOCKS version 5 (RFC 1928); the proxy resolves the host's name.
      SOCKS5
    }
  }
}
