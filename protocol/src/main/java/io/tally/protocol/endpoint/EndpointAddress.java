// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which part of a pasted address is what?
///
/// Read by hand, since keys hold characters that `java.net.URI` refuses, and since its messages
/// would show the key.
final class EndpointAddress {
  private static final Set<String> SCHEMES = Set.of("rtmp", "rtmps");
  // YouTube's `backup=1` and its like: numbers this short are switches, never tokens.
  private static final String SWITCHES = "\\?[\\w.-]+=\\d{1,3}(?:&[\\w.-]+=\\d{1,3})*";
  private static final Pattern ONLY_SWITCHES = Pattern.compile(SWITCHES);
  private static final Pattern SWITCHES_AND_KEY = Pattern.compile("(" + SWITCHES + ")/(.*)");
  private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9.:\\[\\]-]{1,80}");

  private EndpointAddress() {}

  /// @param whole whether the path is the application's alone, even without a key beside it
  static Endpoint read(String text, Secret key, boolean whole) {
    var colon = text.indexOf("://");
    var scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      throw new IllegalArgumentException(
          "The address does not begin with rtmp://, rtmps:// or srt://: copy it whole from the service's page.");
    }
    var rest = text.substring(colon + 3);
    var query = part(rest, rest.indexOf('?'));
    var place = rest.substring(0, rest.length() - query.length());
    var slash = place.indexOf('/');
    var authority = slash < 0 ? place : place.substring(0, slash);
    var path = trimmed(slash < 0 ? "" : place.substring(slash + 1));
    // A password with a slash in it would otherwise be shown as a host.
    var hidden = text.indexOf('@') >= 0;
    var login = LoginInAddress.read(authority);
    var host = authority.substring(authority.lastIndexOf('@') + 1);
    if (path.isEmpty()) {
      throw new IllegalArgumentException(
          "The address names no application after the host (%s): it looks like rtmp://host/application/key."
              .formatted(shown(host, hidden)));
    }
    var server = new Server(scheme, host, login, hidden);
    return key.isEmpty() && !whole
        ? keyInside(server, path, query)
        : keyApart(server, path, query, key);
  }

  /// An address relative to another; empty means the same.
  static String resolved(URI base, String target) {
    try {
      return target.isBlank() ? base.toString() : base.resolve(new URI(target.strip())).toString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "The server names another address that cannot be read: ask whoever runs it.", null);
    }
  }

  private record Server(String scheme, String host, Optional<Login> login, boolean hidden) {}

  private static Endpoint keyApart(Server server, String path, String query, Secret key) {
    var application = key.use(value -> value.isEmpty() ? path : withoutKey(path, value));
    if (ONLY_SWITCHES.matcher(query).matches()) {
      return endpoint(server, application + query, key);
    }
    return endpoint(
        server, application, query.isEmpty() ? key : key.use(value -> withQuery(value, query)));
  }

  private static Endpoint keyInside(Server server, String path, String query) {
    Matcher switches = SWITCHES_AND_KEY.matcher(query);
    if (switches.matches()) {
      return endpoint(server, path + switches.group(1), Secret.of(trimmed(switches.group(2))));
    }
    var lastSlash = path.lastIndexOf('/');
    if (lastSlash < 0) {
      return ONLY_SWITCHES.matcher(query).matches()
          ? endpoint(server, path + query, Secret.of(""))
          : endpoint(server, path, Secret.of(query));
    }
    return endpoint(
        server,
        trimmed(path.substring(0, lastSlash)),
        Secret.of(path.substring(lastSlash + 1) + query));
  }

  /// Pasted in both places, the key must not stay in the application, which is shown and logged.
  private static String withoutKey(String path, String key) {
    var end = "/" + key.substring(0, nameLength(key));
    return end.length() > 1 && path.endsWith(end)
        ? trimmed(path.substring(0, path.length() - end.length()))
        : path;
  }

  private static Secret withQuery(String key, String query) {
    if (key.endsWith(query)) {
      return Secret.of(key);
    }
    return Secret.of(key.contains("?") ? key + "&" + query.substring(1) : key + query);
  }

  /// How long the key is without its own query.
  private static int nameLength(String key) {
    return key.indexOf('?') < 0 ? key.length() : key.indexOf('?');
  }

  private static Endpoint endpoint(Server server, String application, Secret key) {
    URI url;
    try {
      url = new URI(server.scheme() + "://" + server.host() + "/" + application);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(unusable(server), null);
    }
    if (url.getHost() == null || url.getPort() == 0 || url.getPort() > 65535) {
      throw new IllegalArgumentException(unusable(server));
    }
    return new Endpoint(url, key, server.login());
  }

  private static String unusable(Server server) {
    return "The host, port or application of the address cannot be read (host and port: %s): it looks like rtmp://host:1935/application/key."
        .formatted(shown(server.host(), server.hidden()));
  }

  private static String shown(String host, boolean hidden) {
    if (host.isEmpty()) {
      return "none";
    }
    return hidden || !SHOWABLE.matcher(host).matches() ? "not shown" : host;
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
