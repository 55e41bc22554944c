// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.projection;

import io.tally.app.air.OutletStatus;
import io.tally.app.plan.Encode;
import io.tally.app.plan.EncodePlan;
import io.tally.app.window.state.endpoint.EndpointForm;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Everything that the list of endpoints is made of, at one moment.
///
/// @param places all that there are, the embedded ingest first
/// @param statuses of those that the broadcast sends to, or sent to the last time
/// @param wanted what the settings ask to be made of the programme
/// @param plan which encodes that needs
/// @param page where a browser plays what the embedded ingest takes
public record EndpointFacts(
    List<Place> places,
    List<OutletStatus> statuses,
    Encode wanted,
    EncodePlan plan,
    Optional<URI> page,
    Optional<EndpointForm> form) {}
