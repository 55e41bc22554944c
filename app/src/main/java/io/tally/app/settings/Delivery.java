// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.settings;

import java.nio.file.Path;

/// Where does the programme go when the person presses *Go live*?
///
/// @param embedded to the ingest in this program, with no account; else to `serviceUrl`
/// @param serviceUrl scheme, host and application of a service, never with its key; empty while
///   none was given
/// @param record whether a file is written, too
/// @param recordFolder where that file goes
public record Delivery(boolean embedded, String serviceUrl, boolean record, Path recordFolder) {
  /// The embedded ingest, nothing recorded.
  public static Delivery standard() {
    return new Delivery(true, "", false, Path.of(System.getProperty("user.home"), "Videos"));
  }

  /// The same, to the embedded ingest or to the service.
  public Delivery withEmbedded(boolean wanted) {
    return new Delivery(wanted, serviceUrl, record, recordFolder);
  }

  /// The same with another service.
  public Delivery withServiceUrl(String wanted) {
    return new Delivery(embedded, wanted, record, recordFolder);
  }

  /// The same with or without a file.
  public Delivery withRecord(boolean wanted) {
    return new Delivery(embedded, serviceUrl, wanted, recordFolder);
  }

  /// The same with the file elsewhere.
  public Delivery withRecordFolder(Path wanted) {
    return new Delivery(embedded, serviceUrl, record, wanted);
  }
}
