// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state.endpoint;

import java.util.List;
import java.util.Optional;

/// Where does the programme go, and what of that is being changed?
///
/// @param endpoints the embedded ingest first
/// @param plan a sentence when one encode cannot serve all that are switched on
/// @param form the endpoint that is being added or edited, if any
public record Destinations(
    List<EndpointItem> endpoints, Optional<String> plan, Optional<EndpointForm> form) {
  public Destinations {
    endpoints = List.copyOf(endpoints);
  }
}
