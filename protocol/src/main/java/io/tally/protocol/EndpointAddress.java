// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/// Which part of a pasted address is what?
///
/// Read by hand, since keys hold characters that `java.net.URI` refuses, and since its messages
/// would show the key.
final class EndpointAddress {
  private static final Set<String> SCHEMES = Set.of("rtmp", "rtmps");

  private EndpointAddress() {}

  static Endpoint read(String address, Secret key) {
    var text = address.strip();
    var colon = text.indexOf("://");
    var scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      throw new IllegalArgumentException(
          "The address does not begin with rtmp:// or rtmps://: copy it whole from the service's page.");
    }
    var rest = text.substring(colon + 3);
    var query = part(rest, rest.indexOf('?'));
    var place = rest.substring(0, rest.length() - query.length());
    var slash = place.indexOf('/');
    var authority = slash < 0 ? place : place.substring(0, slash);
    var path = trimmed(slash < 0 ? "" : place.substring(slash + 1));
    if (authority.contains("@")) {
      throw new IllegalArgumentException(
          "The address has a user name before its host, which is not supported: give the host alone, and the key apart.");
    }
    if (path.isEmpty()) {
      throw new IllegalArgumentException(
          "The address names no application after the host %s: it looks like rtmp://host/application/key."
              .formatted(shown(authority)));
    }
    var lastSlash = path.lastIndexOf('/');
    if (!key.isEmpty()) {
      var application = key.use(value -> withoutKey(path, value));
      var joined = query.isEmpty() ? key : key.use(value -> withQuery(value, query));
      return new Endpoint(url(scheme, authority, application), joined);
    }
    var application = lastSlash < 0 ? path : trimmed(path.substring(0, lastSlash));
    var name = lastSlash < 0 ? "" : path.substring(lastSlash + 1);
    return new Endpoint(url(scheme, authority, application), Secret.of(name + query));
  }

  /// Pasted in both places, the key must not stay in the application, which is shown and logged.
  private static String withoutKey(String path, String key) {
    var end = "/" + key;
    return path.endsWith(end) ? trimmed(path.substring(0, path.length() - end.length())) : path;
  }

  private static Secret withQuery(String key, String query) {
    return Secret.of(key.contains("?") ? key + "&" + query.substring(1) : key + query);
  }

  private static URI url(String scheme, String authority, String application) {
    URI url;
    try {
      url = new URI(scheme + "://" + authority + "/" + application);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(unusable(authority), null);
    }
    if (url.getHost() == null || url.getPort() == 0 || url.getPort() > 65535) {
      throw new IllegalArgumentException(unusable(authority));
    }
    return url;
  }

  private static String unusable(String authority) {
    return "The host, port or application of the address cannot be read (host and port: %s): it looks like rtmp://host:1935/application/key."
        .formatted(shown(authority));
  }

  private static String shown(String authority) {
    return authority.isEmpty() ? "none" : authority;
  }

  private static String trimmed(String path) {
    var start = 0;
    var end = path.length();
    while (start < end && path.charAt(start) == '/') {
      start++;
    }
    while (end > start && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(start, end);
  }

  private static String part(String text, int from) {
    return from < 0 ? "" : text.substring(from);
  }
}
