// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.outlet;

import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Route;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.service.Service;
import io.tally.protocol.service.ServiceLimits;
import io.tally.protocol.tls.Fingerprint;
import java.util.List;
import java.util.Optional;

/// Where does one copy of the programme go, by which way, and what does the far end take?
///
/// @param id names it within its broadcast; not empty
/// @param name what a person knows it by
/// @param service whose limits hold there; empty where nothing is known
/// @param route by which way the connection leaves this computer
/// @param pins certificates that are believed beside those that the system believes 64 hexadecimal
///   digits
/// @param on whether it is sent to from the start; it can be switched while live
public record Outlet(
    String id,
    String name,
    Endpoint endpoint,
    Optional<Service> service,
    Route route,
    List<Fingerprint> pins,
    boolean on) {
  public Outlet {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("An outlet needs an id");
    }
    pins = List.copyOf(pins);
  }

  /// To an endpoint of which nothing more is known, on, by the system's own way; called after its
  /// host.
  public static Outlet of(String id, Endpoint endpoint) {
    return new Outlet(
        id, endpoint.host(), endpoint, Optional.empty(), Route.DIRECT, List.of(), true);
  }

  /// What the far end takes, as far as is known.
  public ServiceLimits limits() {
    return service.map(Service::limits).orElse(ServiceLimits.NONE);
  }

  /// The same under another name.
  public Outlet withName(String wanted) {
    return new Outlet(id, wanted, endpoint, service, route, pins, on);
  }

  /// The same with what is known about the far end.
  public Outlet withService(Optional<Service> known) {
    return new Outlet(id, name, endpoint, known, route, pins, on);
  }

  /// The same, sent to or not.
  public Outlet withOn(boolean wanted) {
    return new Outlet(id, name, endpoint, service, route, pins, wanted);
  }

  /// The same in the service's test mode, in which no viewer sees it; empty where there is none.
  public Optional<Outlet> inTestMode() {
    // What is appended to an RTMP key would be a part of SRT's stream id.
    return service
        .filter(_ -> !endpoint.isSrt())
        .flatMap(Service::testQuery)
        .map(query -> {
          Secret key =
              endpoint
                  .key()
                  .use(value -> Secret.of(value + (value.indexOf('?') < 0 ? "?" : "&") + query));
          Endpoint hidden = new Endpoint(endpoint.url(), key, endpoint.login());
          return new Outlet(id, name, hidden, service, route, pins, on);
        });
  }
}
