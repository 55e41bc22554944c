// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state.endpoint;

import java.util.List;
import java.util.Optional;

/// What does the form show in which an endpoint is added or edited?
///
/// @param id of the endpoint that is edited; empty for a new one
/// @param services all that can be chosen
/// @param problem why it cannot be used as it stands, said once a person tried to
/// @param trusted the fingerprint of the certificate that the person trusts there, if any
public record EndpointForm(
    Optional<String> id,
    Draft draft,
    List<ServiceItem> services,
    Optional<String> problem,
    Optional<String> trusted,
    Check check) {
  public EndpointForm {
    services = List.copyOf(services);
  }
}
