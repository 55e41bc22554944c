// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state.endpoint;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What does the list say about one endpoint?
///
/// @param id names it within this broadcast
/// @param name what the person calls it
/// @param service what sends it on, or the host when that has no name of its own
/// @param fixed whether it is part of the program, and can be neither edited nor removed
/// @param wanted whether its switch is on
/// @param page where a browser plays what it takes, while there is one
/// @param remarks what it would refuse of the present settings
public record EndpointItem(
    String id,
    String name,
    String service,
    boolean fixed,
    boolean wanted,
    Optional<URI> page,
    Condition condition,
    Figures figures,
    History history,
    List<Remark> remarks) {
  public EndpointItem {
    remarks = List.copyOf(remarks);
  }
}
