// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.service;

import java.util.List;
import java.util.Optional;

/// What is known about one ingest service?
///
/// What is not known is absent, never guessed.
///
/// @param id names it on the command line and in the settings file
/// @param name as it calls itself
/// @param hosts whose addresses belong to it: a whole name, or the end of one when it begins with a
///   dot; empty where an address does not tell
/// @param servers at least one
/// @param keyHint where a person finds the key, and what it looks like
/// @param testQuery what is added to the key so that nobody sees the stream
/// @param limits what it takes
/// @param notes sentences that are worth knowing and that no program can check
public record Service(
    String id,
    String name,
    List<String> hosts,
    List<ServiceServer> servers,
    String keyHint,
    Optional<String> testQuery,
    ServiceLimits limits,
    List<String> notes) {
  public Service {
    hosts = List.copyOf(hosts);
    servers = List.copyOf(servers);
    notes = List.copyOf(notes);
    if (id.isBlank() || name.isBlank() || servers.isEmpty()) {
      throw new IllegalArgumentException(
          "A service needs an id, a name and a server; this one has \"%s\", \"%s\" and %d servers"
              .formatted(id, name, servers.size()));
    }
  }

  /// The server whose address needs nothing filled in, if there is one.
  public Optional<ServiceServer> standardServer() {
    return servers.stream().filter(server -> server.placeholders().isEmpty()).findFirst();
  }

  /// How much of a host's name is known to be this service's; 0 for none.
  int recognised(String host) {
    return hosts.stream()
        .filter(known -> known.startsWith(".") ? host.endsWith(known) : host.equals(known))
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }
}
