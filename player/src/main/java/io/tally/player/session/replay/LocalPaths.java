// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.session.replay;

import io.tally.player.session.store.PlaylistAddresses;
import io.tally.player.session.store.StoredAnswer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where on the replaying server is what stood on other servers?
///
/// The first of these is `/0`, the next `/1`; the path behind it is the same, so that relative
/// addresses need no change. What was not recorded is at `/x`, where nothing is: a replayed stream
/// never leads back to the network.
final class LocalPaths {
  private static final String NOWHERE = "x";

  private final Map<String, Integer> origins = new LinkedHashMap<>();

  LocalPaths(List<StoredAnswer> answers) {
    for (StoredAnswer answer : answers) {
      origins.putIfAbsent(origin(URI.create(answer.address())), origins.size());
    }
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  /// The path and query of an address.
  String path(URI address) {
    Integer number = origins.get(origin(address));
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    return "/" + (number == null ? NOWHERE : number.toString()) + address.getRawPath() + query;
  }

  /// A playlist whose addresses lead to this server.
  ///
  /// @param from where it was loaded
  String rewritten(String playlist, URI from) {
    return PlaylistAddresses.replace(playlist, address -> local(address, from));
  }

  private String local(String address, URI from) {
    boolean absolute =
        address.regionMatches(true, 0, "http://", 0, 7)
            || address.regionMatches(true, 0, "https://", 0, 8);
    boolean rooted = address.startsWith("/");
    if (!absolute && !rooted) {
      return address;
    }
    // Variables are no part of an address that Java knows, and stay as they are.
    String safe = address.replace("{$", "%7B%24").replace("}", "%7D");
    return resolved(safe, from)
        .map(this::path)
        .map(path -> path.replace("%7B%24", "{$").replace("%7D", "}"))
        .orElse("/" + NOWHERE);
  }

  private static Optional<URI> resolved(String address, URI from) {
    try {
      URI resolved = from.resolve(address);
      return resolved.getHost() == null ? Optional.empty() : Optional.of(resolved);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
