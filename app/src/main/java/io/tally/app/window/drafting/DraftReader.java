// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.drafting;

import io.tally.app.window.state.endpoint.Draft;
import io.tally.protocol.endpoint.Endpoint;
import io.tally.protocol.endpoint.Login;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.service.Service;
import io.tally.protocol.service.ServiceServer;
import io.tally.protocol.service.Services;
import java.net.URI;
import java.util.Optional;

/// What does a person mean who has changed a draft?
///
/// An address is taken apart: the service that it belongs to is chosen, and a key or a login in it
/// goes into the fields for those. A key never follows the address to another service, nor to
/// another server that no service is known for: whoever runs that one would learn it.
record DraftReader(Services services) {
  private static final Secret NONE = Secret.of("");

  /// @param before as it was
  /// @param now as it was changed
  Draft read(Draft before, Draft now) {
    if (!now.service().equals(before.service())) {
      return moved(now);
    }
    return now.address().equals(before.address()) ? now : addressed(before, now);
  }

  /// Another service was chosen: its own address, when it has one for everybody.
  private Draft moved(Draft now) {
    Optional<Service> chosen = services.named(now.service());
    if (chosen.isEmpty() || belongs(now.address(), chosen.get())) {
      return now;
    }
    String address = chosen.get().standardServer().map(ServiceServer::url).orElse("");
    return now.withAddress(address).withKey(NONE).withLogin("", NONE);
  }

  private boolean belongs(String address, Service service) {
    return url(address).map(found -> isOf(found, service)).orElse(false);
  }

  /// Whether an address could be that service's: a server of one's own is anywhere that is no known
  /// service's, and some services differ in their limits only.
  private boolean isOf(URI url, Service service) {
    return services
        .of(url)
        .map(owner -> owner.servers().equals(service.servers()))
        .orElse(service.hosts().isEmpty());
  }

  private Draft addressed(Draft before, Draft now) {
    Optional<URI> last = url(before.address());
    boolean sameHost =
        last.isEmpty()
            || last.get().getHost().equals(url(now.address()).map(URI::getHost).orElse(""));
    boolean longer = last.isPresent() && now.address().startsWith(before.address() + "/");
    boolean whole = last.isPresent() && isSrtWithKey(now.address());
    boolean withKey = longer || whole || now.address().indexOf('\n') >= 0;
    try {
      Endpoint endpoint = Endpoint.parse(now.address(), sameHost && !withKey ? now.key() : NONE);
      Draft read = recognised(now, endpoint.url()).withAddress(endpoint.url().toString());
      boolean known = services.of(endpoint.url()).isPresent();
      boolean same = sameHost || (known && read.service().equals(before.service()));
      Secret key = !endpoint.key().isEmpty() ? endpoint.key() : same ? now.key() : NONE;
      Login kept = same ? new Login(now.user(), now.password()) : new Login("", NONE);
      Login login = endpoint.login().orElse(kept);
      return read.withKey(key).withLogin(login.user(), login.password());
    } catch (IllegalArgumentException _) {
      return now; // not finished yet: that is said when the person wants to use it
    }
  }

  /// Such a line names its stream beyond doubt, so it goes before the stream that was there.
  private static boolean isSrtWithKey(String address) {
    try {
      Endpoint endpoint = Endpoint.parse(address, NONE);
      return endpoint.isSrt() && !endpoint.key().isEmpty();
    } catch (IllegalArgumentException _) {
      return false; // which is told where it is read in earnest
    }
  }

  private Draft recognised(Draft draft, URI url) {
    Optional<Service> chosen = services.named(draft.service());
    if (chosen.isPresent() && isOf(url, chosen.get())) {
      return draft;
    }
    return draft.withService(services.of(url).map(Service::id).orElse(Services.CUSTOM));
  }

  private static Optional<URI> url(String address) {
    try {
      return Optional.of(Endpoint.parse(address, NONE).url());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
