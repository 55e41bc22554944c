// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state.endpoint;

import java.util.List;

/// Which service can be chosen, and what must be asked for it?
///
/// @param id names it in the catalogue
/// @param servers where it takes programmes; what only the person knows stands in braces
/// @param keyHint where a person finds the key
/// @param login whether it may ask for a user and a password
/// @param testMode whether it takes a programme that no viewer sees
public record ServiceItem(
    String id, String name, List<Server> servers, String keyHint, boolean login, boolean testMode) {
  public ServiceItem {
    servers = List.copyOf(servers);
  }

  /// One of its doors.
  ///
  /// @param name a place, as the service calls it
  /// @param url without a key
  public record Server(String name, String url) {
    /// Whether nothing of the address is left to the person.
    public boolean whole() {
      return url.indexOf('{') < 0;
    }
  }
}
