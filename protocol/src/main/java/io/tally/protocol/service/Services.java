// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which ingest services are known, and to which of them does an address belong?
///
/// @param all in the order in which a person chooses
public record Services(List<Service> all) {
  /// The one about which nothing is known, so that nothing is checked.
  public static final String CUSTOM = "custom";

  private static final String FILE = "services.json";

  public Services {
    all = List.copyOf(all);
    Set<String> ids = new HashSet<>();
    for (Service service : all) {
      if (!ids.add(service.id())) {
        throw new IllegalArgumentException("Two services have the id " + service.id());
      }
    }
  }

  /// Those that Tally comes with. Reads them each time: keep the answer.
  public static Services known() {
    try (InputStream file = Services.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("Tally was built without its list of services, " + FILE);
      }
      return new Services(new ServicesJson().read(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The one of that id, whatever its capitals.
  public Optional<Service> named(String id) {
    String wanted = id.strip().toLowerCase(Locale.ROOT);
    return all.stream().filter(service -> service.id().equals(wanted)).findFirst();
  }

  /// The one that owns an address, as far as its host tells; of several the one that knows most of
  /// the host's name, and of those the first.
  public Optional<Service> of(URI address) {
    String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    return all.stream()
        .filter(service -> service.recognised(host) > 0)
        .max(
            Comparator.<Service>comparingInt(service -> service.recognised(host))
                .thenComparing(Comparator.comparingInt(all::indexOf).reversed()));
  }
}
