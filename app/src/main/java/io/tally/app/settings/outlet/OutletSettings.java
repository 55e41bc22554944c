// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.settings.outlet;

import java.util.List;

/// Which endpoint did the person add, and how did they leave it? Never a key or a password: those
/// are in the keychain.
///
/// @param id names it; the keychain knows its secrets by it and the address
/// @param name what the person calls it; empty takes the service's
/// @param service names it in the catalogue of services
/// @param url scheme, host and application, without key and login
/// @param user beside the key; empty where none is asked for
/// @param pins SHA-256 fingerprints of certificates that the person trusts there
/// @param on whether it is sent to at *Go live*
public record OutletSettings(
    String id,
    String name,
    String service,
    String url,
    String user,
    Way way,
    List<String> pins,
    boolean on) {
  public OutletSettings {
    pins = List.copyOf(pins);
  }

  /// Of an address alone.
  public static OutletSettings of(String id, String service, String url, boolean on) {
    return new OutletSettings(id, "", service, url, "", Way.DIRECT, List.of(), on);
  }

  /// By which way does it leave this computer?
  ///
  /// @param proxy `NONE`, `HTTP` or `SOCKS5`
  /// @param host of the proxy
  /// @param port of the proxy, as it was typed
  /// @param user of the proxy; empty where none is asked for
  /// @param bindAddress an address of this computer; empty leaves the choice to the system
  public record Way(String proxy, String host, String port, String user, String bindAddress) {
    /// As the system chooses.
    public static final Way DIRECT = new Way("NONE", "", "", "", "");
  }
}
