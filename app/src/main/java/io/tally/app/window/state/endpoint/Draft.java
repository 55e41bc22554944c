// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state.endpoint;

import io.tally.protocol.endpoint.Secret;

/// What has been typed and chosen for one endpoint, perhaps not usable yet?
///
/// @param service names the service in the catalogue
/// @param name what the person calls it; empty takes the service's
/// @param address scheme, host and application, without the key once it was taken out
/// @param key the stream key
/// @param user beside the key, where the far end asks for one; else empty
/// @param password of that user
public record Draft(
    String service,
    String name,
    String address,
    Secret key,
    String user,
    Secret password,
    Way way) {
  /// Nothing typed.
  public static Draft of(String service) {
    Secret none = Secret.of("");
    return new Draft(service, "", "", none, "", none, Way.DIRECT);
  }

  /// The same for another service.
  public Draft withService(String wanted) {
    return new Draft(wanted, name, address, key, user, password, way);
  }

  /// The same with another name.
  public Draft withName(String wanted) {
    return new Draft(service, wanted, address, key, user, password, way);
  }

  /// The same with another address.
  public Draft withAddress(String wanted) {
    return new Draft(service, name, wanted, key, user, password, way);
  }

  /// The same with another key.
  public Draft withKey(Secret wanted) {
    return new Draft(service, name, address, wanted, user, password, way);
  }

  /// The same as another user.
  public Draft withLogin(String wantedUser, Secret wantedPassword) {
    return new Draft(service, name, address, key, wantedUser, wantedPassword, way);
  }

  /// The same by another way.
  public Draft with(Way wanted) {
    return new Draft(service, name, address, key, user, password, wanted);
  }

  /// By which way does it leave this computer?
  ///
  /// @param host of the proxy
  /// @param port of the proxy, as typed
  /// @param user of the proxy; empty when it asks for none
  /// @param bindAddress an address of this computer; empty leaves the choice to the system
  public record Way(
      Proxy proxy, String host, String port, String user, Secret password, String bindAddress) {
    /// As the system chooses.
    public static final Way DIRECT = new Way(Proxy.NONE, "", "", "", Secret.of(""), "");

    /// The same with another password.
    public Way withPassword(Secret wanted) {
      return new Way(proxy, host, port, user, wanted, bindAddress);
    }

    /// What stands between us and the endpoint.
    public enum Proxy {
      NONE,
      HTTP,
      SOCKS5
    }
  }
}
