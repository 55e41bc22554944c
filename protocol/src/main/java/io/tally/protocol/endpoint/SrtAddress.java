// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where does an `srt://` line point, and what of it must not be seen?
///
/// What its parameters mean is not looked at here.
final class SrtAddress {
  private static final String SCHEME = "srt://";
  private static final int MOST_PORT = 65_535;

  private SrtAddress() {}

  static boolean isOne(String address) {
    return address.regionMatches(/* ignoreCase= */ true, 0, SCHEME, 0, SCHEME.length());
  }

  /// @param key the stream id, or an [SrtKey]; what it says goes before what the line says
  static Endpoint read(String text, Secret key) {
    var rest = text.substring(SCHEME.length());
    var question = rest.indexOf('?');
    var authority = question < 0 ? rest : rest.substring(0, question);
    while (authority.endsWith("/")) {
      authority = authority.substring(0, authority.length() - 1);
    }
    if (authority.indexOf('@') >= 0 || authority.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "The SRT address has a user or a path, which SRT does not know: it looks like srt://host:9000?streamid=name.");
    }
    var open = new ArrayList<String>();
    var secret = SrtKey.NONE;
    for (var part : parts(question < 0 ? "" : rest.substring(question + 1))) {
      if (SrtKey.isSecret(part)) {
        secret = secret.with(part);
      } else {
        open.add(part);
      }
    }
    var given = SrtKey.read(key);
    var all =
        new SrtKey(
            given.streamId().isEmpty() ? secret.streamId() : given.streamId(),
            given.passphrase().isEmpty() ? secret.passphrase() : given.passphrase());
    return new Endpoint(url(authority, open), all.key(), Optional.empty());
  }

  private static List<String> parts(String query) {
    var parts = new ArrayList<>(List.of(query.split("&", -1)));
    parts.removeIf(String::isEmpty);
    return parts;
  }

  private static URI url(String authority, List<String> parameters) {
    URI url;
    try {
      var query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
      url = new URI(SCHEME + authority.toLowerCase(Locale.ROOT) + query);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(unusable(), null);
    }
    if (url.getHost() == null || url.getPort() < 1 || url.getPort() > MOST_PORT) {
      throw new IllegalArgumentException(unusable());
    }
    return url;
  }

  private static String unusable() {
    return "The host or port of the SRT address cannot be read: it looks like srt://host:9000?streamid=name.";
  }
}
