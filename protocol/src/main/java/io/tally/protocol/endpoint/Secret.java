// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.function.Function;

/// A stream key, passphrase or token that must not be seen.
///
/// [#toString] masks it and equality does not leak through it; only [#use] shows it, to code that
/// puts it on the wire or into the system's keychain. It is never written to a settings file, log,
/// error or process argument.
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /// Hides a value; an empty one is nothing to hide.
  public static Secret of(String value) {
    return new Secret(value);
  }

  /// Whether there is nothing to hide.
  public boolean isEmpty() {
    return value.isEmpty();
  }

  /// Shows the value to a function for as long as it runs.
  ///
  /// @param reader must not keep the value anywhere that is printed or stored in clear
  public <T> T use(Function<String, T> reader) {
    return reader.apply(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(value.getBytes(UTF_8), secret.value.getBytes(UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value.isEmpty() ? "(none)" : "••••••";
  }
}
