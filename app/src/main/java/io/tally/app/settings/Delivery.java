// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.settings;

import io.tally.app.settings.outlet.OutletSettings;
import java.nio.file.Path;
import java.util.List;

/// Where does the programme go when the person presses *Go live*?
///
/// @param embedded to the ingest in this program, with no account
/// @param outlets the endpoints that the person added, in their order; those that are on
/// @param record whether a file is written, too
/// @param recordFolder where that file goes
public record Delivery(
    boolean embedded, List<OutletSettings> outlets, boolean record, Path recordFolder) {
  public Delivery {
    outlets = List.copyOf(outlets);
  }

  /// The embedded ingest, nothing recorded.
  public static Delivery standard() {
    return new Delivery(true, List.of(), false, Path.of(System.getProperty("user.home"), "Videos"));
  }

  /// The same, to the embedded ingest or not.
  public Delivery withEmbedded(boolean wanted) {
    return new Delivery(wanted, outlets, record, recordFolder);
  }

  /// The same with other endpoints.
  public Delivery withOutlets(List<OutletSettings> wanted) {
    return new Delivery(embedded, wanted, record, recordFolder);
  }

  /// The same with or without a file.
  public Delivery withRecord(boolean wanted) {
    return new Delivery(embedded, outlets, wanted, recordFolder);
  }

  /// The same with the file elsewhere.
  public Delivery withRecordFolder(Path wanted) {
    return new Delivery(embedded, outlets, record, wanted);
  }
}
