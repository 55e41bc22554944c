// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.drafting;

import io.tally.app.window.state.endpoint.ServiceItem;
import io.tally.protocol.service.Service;
import io.tally.protocol.service.Services;
import java.util.Comparator;
import java.util.List;

/// How are the known services offered to a person?
///
/// An address of one's own comes first, for it is what anybody can begin with.
final class Catalogue {
  private Catalogue() {}

  static List<ServiceItem> of(Services services) {
    return services.all().stream()
        .sorted(Comparator.comparing(service -> !service.id().equals(Services.CUSTOM)))
        .map(Catalogue::item)
        .toList();
  }

  private static ServiceItem item(Service service) {
    boolean own =
        service.servers().stream().anyMatch(server -> server.placeholders().contains("host"));
    return new ServiceItem(
        service.id(),
        service.name(),
        service.servers().stream()
            .map(server -> new ServiceItem.Server(server.name(), server.url()))
            .toList(),
        service.keyHint(),
        own,
        service.testQuery().isPresent());
  }
}
