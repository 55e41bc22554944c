// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// What stands in a recording in the place of tokens?
///
/// Recordings are passed on. Each value of a query becomes a word that nobody can turn back, the
/// same for the same value, so that what belonged together still does. The salt is forgotten with
/// this object. Threads: any.
final class SecretMask {
  private static final int LETTERS = 12;

  private final byte[] salt = new byte[16];

  SecretMask() {
    new SecureRandom().nextBytes(salt);
  }

  /// An address without the user, and with masked values.
  String mask(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost();
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return mask(uri.getScheme() + "://" + host + port + uri.getRawPath() + query);
  }

  /// The address of a playlist's text; may be relative and hold variables.
  String mask(String address) {
    int question = address.indexOf('?');
    if (question < 0) {
      return address;
    }
    return Arrays.stream(address.substring(question + 1).split("&", -1))
        .map(this::pair)
        .collect(Collectors.joining("&", address.substring(0, question + 1), ""));
  }

  private String pair(String pair) {
    int equals = pair.indexOf('=');
    String value = pair.substring(equals + 1);
    // Directives of low-latency reloads are no secret; variables are replaced by who reads.
    boolean open = pair.startsWith("_HLS_") || value.isEmpty() || value.startsWith("{$");
    return open ? pair : pair.substring(0, equals + 1) + word(value);
  }

  private String word(String value) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      return HexFormat.of().formatHex(digest.digest(value.getBytes(UTF_8))).substring(0, LETTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
