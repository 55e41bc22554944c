// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.departure;

import io.tally.app.LocalIngest;
import io.tally.app.outlet.Outlet;
import io.tally.app.settings.Delivery;
import io.tally.app.window.drafting.AddressBook;
import io.tally.app.window.drafting.Kept;
import io.tally.app.window.drafting.OutletMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// To which outlets, and into which file, does the programme go when *Go live* is pressed?
///
/// Threads: any; may block on the disk and on ports.
final class Destination {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'Tally' yyyy-MM-dd HH.mm.ss'.mp4'", Locale.ROOT);

  private Destination() {}

  /// All that can be sent to; those that are off can be switched on while live, but for the ingest
  /// in this program, which listens only once it is wanted.
  ///
  /// @param here whether the ingest in this program is switched on
  /// @throws IOException with a sentence when that ingest cannot listen
  /// @throws IllegalArgumentException with a sentence when nothing is switched on, or something
  ///   cannot be used that is
  static List<Outlet> outlets(boolean here, List<Kept> kept, OutletMaker maker, LocalIngest ingest)
      throws IOException {
    List<Outlet> outlets = new ArrayList<>();
    if (here) {
      ingest.start();
      outlets.add(Outlet.of(AddressBook.HERE, ingest.endpoint()).withName("This computer"));
    }
    for (Kept entry : kept) {
      outlet(entry, maker).ifPresent(outlets::add);
    }
    if (outlets.stream().noneMatch(Outlet::on)) {
      throw new IllegalArgumentException(
          "Nothing is switched on to send to. Switch on This computer or an endpoint under"
              + " Destinations, or add one there.");
    }
    return outlets;
  }

  private static Optional<Outlet> outlet(Kept entry, OutletMaker maker) {
    try {
      return Optional.of(maker.outlet(entry));
    } catch (IllegalArgumentException e) {
      if (entry.on()) {
        throw new IllegalArgumentException(maker.name(entry.draft()) + ": " + e.getMessage(), e);
      }
      return Optional.empty(); // nobody asked for it
    }
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
              + ", cannot be made. Choose another one under Destinations, or switch Record off.",
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
