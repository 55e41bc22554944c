// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Optional;

/// Which user and password stand before the host of an address (RFC 3986 section 3.2.1)?
final class LoginInAddress {
  private LoginInAddress() {}

  /// @param authority of the address; a password with a bare `@` in it is read as it is meant
  /// @throws IllegalArgumentException when a `%` in it is not an escape; nothing of it is shown
  static Optional<Login> read(String authority) {
    var at = authority.lastIndexOf('@');
    if (at < 0) {
      return Optional.empty();
    }
    var text = authority.substring(0, at);
    var colon = text.indexOf(':');
    var user = decoded(colon < 0 ? text : text.substring(0, colon));
    if (user.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Login(user, Secret.of(colon < 0 ? "" : decoded(text.substring(colon + 1)))));
  }

  private static String decoded(String text) {
    try {
      // In this place a plus is a plus (it is a space in forms only).
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The user name or password in the address has a % that begins no escape such as %40: write a % in it as %25.",
          null);
    }
  }
}
