// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.projection;

import io.tally.app.outlet.Outlet;
import io.tally.protocol.service.Service;
import java.util.Optional;

/// Which endpoint can the programme be sent to, as far as the list shows it?
///
/// @param id names it within this broadcast
/// @param name what the person calls it
/// @param host where it is
/// @param fixed whether it is part of the program
/// @param on whether it is switched on
/// @param service what is known about it
/// @param outlet how it is sent to; empty while something is missing
public record Place(
    String id,
    String name,
    String host,
    boolean fixed,
    boolean on,
    Optional<Service> service,
    Optional<Outlet> outlet) {}
