// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.drafting;

import io.tally.app.outlet.Outlet;
import io.tally.app.window.state.endpoint.Draft;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Login;
import io.tally.protocol.endpoint.Route;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.service.Service;
import io.tally.protocol.service.Services;
import java.util.Optional;

/// Can the programme be sent to what was typed, and if not, what is missing?
///
/// @param services those that are known
public record OutletMaker(Services services) {
  private static final int MOST_PORT = 65_535;

  /// Where it is sent.
  ///
  /// @throws IllegalArgumentException with a sentence when something is missing or wrong
  public Outlet outlet(Kept kept) {
    Draft draft = kept.draft();
    return new Outlet(
        kept.id(),
        name(draft),
        endpoint(draft),
        services.named(draft.service()),
        route(draft.way()),
        kept.pins(),
        kept.on());
  }

  /// What a person knows it by: what they called it, or else its service.
  public String name(Draft draft) {
    if (!draft.name().isBlank()) {
      return draft.name();
    }
    Optional<Service> known =
        services.named(draft.service()).filter(service -> !service.hosts().isEmpty());
    return known.map(Service::name).orElse(host(draft));
  }

  /// The host of an address, or, while it has none, what was typed.
  public String host(Draft draft) {
    try {
      return Endpoint.parse(draft.address(), Secret.of("-")).host();
    } catch (IllegalArgumentException _) {
      return "No address yet";
    }
  }

  private Endpoint endpoint(Draft draft) {
    if (draft.address().isBlank()) {
      throw new IllegalArgumentException(
          "There is no address. Paste the one that the service shows, such as rtmps://host/application.");
    }
    if (draft.address().indexOf('{') >= 0) {
      throw new IllegalArgumentException(
          "The address still has a place in braces. Put in what the service shows you there.");
    }
    Endpoint read = Endpoint.parse(draft.address(), draft.key());
    Optional<Service> known = services.named(draft.service());
    if (read.key().isEmpty() && known.isPresent() && !known.get().hosts().isEmpty()) {
      throw new IllegalArgumentException(
          "There is no stream key, and %s asks for one: %s"
              .formatted(known.get().name(), known.get().keyHint()));
    }
    return draft.user().isBlank()
        ? read
        : new Endpoint(
            read.url(), read.key(), Optional.of(new Login(draft.user(), draft.password())));
  }

  private static Route route(Draft.Way way) {
    Optional<String> bind = Optional.of(way.bindAddress()).filter(text -> !text.isBlank());
    return switch (way.proxy()) {
      case NONE -> new Route(Optional.empty(), bind);
      case HTTP -> new Route(Optional.of(proxy(Route.Proxy.Kind.HTTP, way)), bind);
      case SOCKS5 -> new Route(Optional.of(proxy(Route.Proxy.Kind.SOCKS5, way)), bind);
    };
  }

  private static Route.Proxy proxy(Route.Proxy.Kind kind, Draft.Way way) {
    if (way.host().isBlank()) {
      throw new IllegalArgumentException(
          "The proxy has no host. Enter its name or address under Advanced, or choose None.");
    }
    Optional<Login> login =
        way.user().isBlank()
            ? Optional.empty()
            : Optional.of(new Login(way.user(), way.password()));
    return new Route.Proxy(kind, way.host(), port(way.port()), login);
  }

  private static int port(String typed) {
    try {
      int port = Integer.parseInt(typed);
      if (port > 0 && port <= MOST_PORT) {
        return port;
      }
    } catch (NumberFormatException _) {
      // said below, as for a number that is none of a port's
    }
    throw new IllegalArgumentException(
        "The proxy's port is \"%s\", and a port is a number from 1 to 65535: enter it under Advanced."
            .formatted(typed));
  }
}
