// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.departure;

import io.tally.app.settings.KeyStore;
import io.tally.protocol.Endpoint;
import io.tally.protocol.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Which address and key has the person given for the service, and which key belongs to it?
///
/// A key never follows the address to another server: a new address brings its own key out of the
/// keychain, or none. Only a key that was typed before there was any address is taken over.
/// Threads: all methods on the presenter's thread; the keychain answers there, too.
public final class ServiceAccount {
  private static final Secret NONE = Secret.of("");

  private final KeyStore keys;
  private final Executor presenter;
  private final Consumer<String> notice;
  private String typed = "";
  private Optional<URI> address = Optional.empty();
  private Optional<URI> owner = Optional.empty(); // the address that the key belongs to
  private Secret key = NONE;

  /// @param presenter runs what the keychain answers on the presenter's thread
  /// @param notice takes sentences for the person
  public ServiceAccount(KeyStore keys, Executor presenter, Consumer<String> notice) {
    this.keys = keys;
    this.presenter = presenter;
    this.notice = notice;
  }

  /// What stands in the address field, perhaps half typed.
  public String typed() {
    return typed;
  }

  /// The address without key, for the settings file; empty unless it can be used.
  public String address() {
    return address.map(URI::toString).orElse("");
  }

  public Secret key() {
    return key;
  }

  /// Takes an endpoint for this run only: its key is not put into the keychain.
  public void borrow(Endpoint endpoint) {
    if (endpoint.key().isEmpty()) {
      typeAddress(endpoint.url().toString());
      return;
    }
    typed = endpoint.url().toString();
    address = Optional.of(endpoint.url());
    owner = address;
    key = endpoint.key();
  }

  /// The address field was left.
  public void typeAddress(String text) {
    if (text.equals(typed)) {
      return;
    }
    typed = text;
    address = Optional.empty();
    if (text.isBlank()) {
      return;
    }
    boolean carried = owner.isEmpty() && !key.isEmpty();
    try {
      Endpoint endpoint = Endpoint.parse(text, carried ? key : NONE);
      address = Optional.of(endpoint.url());
      typed = endpoint.url().toString();
      if (carried) {
        keep();
      } else if (!endpoint.key().isEmpty()) {
        typeKey(endpoint.key());
      } else if (!address.equals(owner)) {
        key = NONE;
        fetch(endpoint.url());
      }
    } catch (IllegalArgumentException e) {
      notice.accept(String.valueOf(e.getMessage()));
    }
  }

  /// The key field was left.
  public void typeKey(Secret text) {
    if (!text.equals(key)) {
      key = text;
      keep();
    }
  }

  private void fetch(URI url) {
    owner = Optional.of(url);
    var _ =
        keys.find(url)
            .thenAcceptAsync(
                found -> {
                  // Meanwhile the person may have typed a key, or another address.
                  if (key.isEmpty() && owner.equals(Optional.of(url))) {
                    found.ifPresent(secret -> key = secret);
                  }
                },
                presenter);
  }

  private void keep() {
    owner = address;
    if (address.isPresent()) {
      var _ =
          keys.keep(address.get(), key)
              .thenAcceptAsync(problem -> problem.ifPresent(notice), presenter);
    }
  }
}
