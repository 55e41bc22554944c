// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.departure;

import io.tally.app.LocalIngest;
import io.tally.app.settings.Delivery;
import io.tally.protocol.Endpoint;
import io.tally.protocol.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// To which endpoint, and into which file, does the programme go when *Go live* is pressed?
///
/// Threads: any; may block on the disk and on ports.
final class Destination {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'Tally' yyyy-MM-dd HH.mm.ss'.mp4'", Locale.ROOT);

  private Destination() {}

  /// @throws IOException with a sentence when the embedded ingest cannot listen
  /// @throws IllegalArgumentException with a sentence when the address cannot be used
  static Endpoint endpoint(boolean embedded, String address, Secret key, LocalIngest ingest)
      throws IOException {
    if (embedded) {
      ingest.start();
      return ingest.endpoint();
    }
    if (address.isBlank()) {
      throw new IllegalArgumentException(
          "There is no address to send to. Enter the address of the service under Destination, or"
              + " choose This computer.");
    }
    return Endpoint.parse(address, key);
  }

  /// A file that does not exist yet, in a folder that does.
  ///
  /// @throws IOException with a sentence when the folder cannot be made
  static Optional<Path> recording(Delivery delivery, LocalDateTime now) throws IOException {
    if (!delivery.record()) {
      return Optional.empty();
    }
    try {
      Files.createDirectories(delivery.recordFolder());
    } catch (IOException e) {
      throw new IOException(
          "The folder for recordings, "
              + delivery.recordFolder()
              + ", cannot be made. Choose another one under Destination, or switch Record off.",
          e);
    }
    LocalDateTime time = now;
    Path file = delivery.recordFolder().resolve(NAME.format(time));
    while (Files.exists(file)) {
      time = time.plusSeconds(1);
      file = delivery.recordFolder().resolve(NAME.format(time));
    }
    return Optional.of(file);
  }
}
