// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.drafting;

import io.tally.app.outlet.Outlet;
import io.tally.app.settings.outlet.OutletSettings;
import io.tally.app.window.state.endpoint.Draft;
import io.tally.protocol.endpoint.Login;
import io.tally.protocol.endpoint.Route;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.service.Service;
import io.tally.protocol.service.Services;
import io.tally.protocol.tls.Fingerprint;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How is an endpoint of the settings file, or of the command line, one of the list, and back?
final class Remembered {
  private static final Secret NONE = Secret.of("");

  private Remembered() {}

  /// Without its secrets, which the keychain has. What the file says of a service that is not known
  /// any more is found out from the address.
  static Kept kept(OutletSettings entry, Services services) {
    Draft bare = Draft.of(Services.CUSTOM);
    String service =
        services.named(entry.service()).isPresent() && !entry.service().equals(Services.CUSTOM)
            ? entry.service()
            : new DraftReader(services).read(bare, bare.withAddress(entry.url())).service();
    Draft draft =
        new Draft(service, entry.name(), entry.url(), NONE, entry.user(), NONE, way(entry.way()));
    return new Kept(entry.id(), draft, pins(entry.pins()), entry.on());
  }

  private static Draft.Way way(OutletSettings.Way way) {
    Draft.Way.Proxy proxy =
        Arrays.stream(Draft.Way.Proxy.values())
            .filter(each -> each.name().equals(way.proxy()))
            .findFirst()
            .orElse(Draft.Way.Proxy.NONE);
    return new Draft.Way(proxy, way.host(), way.port(), way.user(), NONE, way.bindAddress());
  }

  /// What is no fingerprint is trusted no more.
  private static List<Fingerprint> pins(List<String> texts) {
    return texts.stream()
        .flatMap(text -> {
          try {
            return Optional.of(Fingerprint.parse(text)).stream();
          } catch (IllegalArgumentException _) {
            return Optional.<Fingerprint>empty().stream();
          }
        })
        .toList();
  }

  /// As the command line gave it.
  static Kept kept(Outlet outlet) {
    Login login = outlet.endpoint().login().orElse(new Login("", NONE));
    Draft draft =
        new Draft(
            outlet.service().map(Service::id).orElse(Services.CUSTOM),
            outlet.name(),
            outlet.endpoint().url().toString(),
            outlet.endpoint().key(),
            login.user(),
            login.password(),
            way(outlet.route()));
    return new Kept(outlet.id(), draft, outlet.pins(), outlet.on());
  }

  private static Draft.Way way(Route route) {
    String bind = route.bindAddress().orElse("");
    if (route.proxy().isEmpty()) {
      return new Draft.Way(Draft.Way.Proxy.NONE, "", "", "", NONE, bind);
    }
    Route.Proxy proxy = route.proxy().get();
    Draft.Way.Proxy kind =
        switch (proxy.kind()) {
          case HTTP -> Draft.Way.Proxy.HTTP;
          case SOCKS5 -> Draft.Way.Proxy.SOCKS5;
        };
    Login login = proxy.login().orElse(new Login("", NONE));
    return new Draft.Way(
        kind, proxy.host(), Integer.toString(proxy.port()), login.user(), login.password(), bind);
  }

  /// Without its secrets.
  static OutletSettings settings(Kept kept) {
    Draft draft = kept.draft();
    Draft.Way way = draft.way();
    return new OutletSettings(
        kept.id(),
        draft.name(),
        draft.service(),
        draft.address(),
        draft.user(),
        new OutletSettings.Way(
            way.proxy().name(), way.host(), way.port(), way.user(), way.bindAddress()),
        kept.pins().stream().map(Fingerprint::hex).toList(),
        kept.on());
  }
}
