// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state;

import io.tally.protocol.Secret;

/// Where shall the programme go?
///
/// @param kind which of the two ways is chosen
/// @param url the address of the service, without key; kept while the other way is chosen
/// @param key the stream key, masked in every text that is made of it
public record Target(Kind kind, String url, Secret key) {
  /// The two ways.
  public enum Kind {
    /// The embedded ingest on this computer: needs no account.
    EMBEDDED,
    /// A service on the network, by RTMP or RTMPS.
    SERVICE
  }
}
