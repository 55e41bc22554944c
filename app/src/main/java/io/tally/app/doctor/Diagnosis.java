// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.doctor;

import io.tally.app.settings.Delivery;
import io.tally.app.settings.Directories;
import io.tally.app.settings.KeyStore;
import io.tally.app.settings.SettingsFile;
import io.tally.app.settings.outlet.OutletSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What does this computer have and lack for a broadcast?
///
/// Threads: any; [#run] blocks for seconds, and for ten more at each host that does not answer. No
/// stream key is used, and nobody is asked anything over the network but the hosts that are named.
///
/// @param recordings where recordings shall go
/// @param addresses of ingests and playlists; only scheme, host and port are looked at
/// @param timeServer whom to compare the clock with; empty for nobody
public record Diagnosis(Path recordings, List<URI> addresses, Optional<String> timeServer) {
  private static final long LEAST_BYTES = 1_000_000_000; // an hour at 2.5 Mb/s
  private static final long LEAST_SETTINGS_BYTES = 10_000_000;

  /// @throws IllegalArgumentException with a sentence for an address that names no host
  public Diagnosis {
    addresses = List.copyOf(addresses);
    addresses.forEach(NetworkCheck::requireHost);
  }

  /// Of what *Go live* would use: the destinations that are switched on, the folder of recordings.
  public static Diagnosis of(Delivery delivery) {
    return new Diagnosis(delivery.recordFolder(), addresses(delivery), Optional.empty());
  }

  /// The addresses of the destinations that are switched on; no key stands in them.
  public static List<URI> addresses(Delivery delivery) {
    return delivery.outlets().stream()
        .filter(OutletSettings::on)
        .flatMap(outlet -> address(outlet.url()))
        .distinct()
        .toList();
  }

  private static Stream<URI> address(String url) {
    try {
      URI address = new URI(url);
      return address.getHost() == null ? Stream.empty() : Stream.of(address);
    } catch (URISyntaxException _) {
      return Stream.empty(); // half typed; the form says so
    }
  }

  /// Looks at all of it.
  public List<Finding> run() {
    Directories places = Directories.ofUser();
    List<Finding> found = new ArrayList<>(SystemCheck.run());
    found.addAll(LibraryCheck.run(System.getProperty("os.name")));
    found.addAll(MediaCheck.run());
    SettingsFile.ofUser()
        .look()
        .problem()
        .ifPresent(sentence -> found.add(Finding.lacks("settings", sentence)));
    found.add(new PlaceCheck("settings", places.config(), LEAST_SETTINGS_BYTES).run());
    found.add(new PlaceCheck("log", places.state(), LEAST_SETTINGS_BYTES).run());
    found.add(new PlaceCheck("recordings", recordings.toAbsolutePath(), LEAST_BYTES).run());
    found.add(keychain());
    found.add(NetworkCheck.interfaces());
    addresses.forEach(address -> found.addAll(new NetworkCheck(address).run()));
    found.addAll(OwnClock.run());
    timeServer.ifPresent(host -> found.add(new ClockCheck(host, ClockCheck.NTP_PORT).run()));
    return found;
  }

  private static Finding keychain() {
    try (KeyStore keys = new KeyStore()) {
      return keys.trouble()
          .join()
          .map(sentence -> Finding.lacks("keychain", sentence))
          .orElseGet(() -> Finding.well("keychain", "The system's keychain can keep stream keys."));
    }
  }
}
