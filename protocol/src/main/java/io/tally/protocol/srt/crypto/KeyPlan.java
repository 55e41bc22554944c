// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.protocol.endpoint.Secret;
import java.util.Optional;

/// How shall a connection be encrypted (draft-sharabayko-srt section 6.1.6)?
///
/// @param passphrase 10 to 80 bytes, or empty for none
/// @param keyBytes 16, 24 or 32; 0 takes what the peer has, else 16
/// @param mode how a caller encrypts, and the only way that a listener takes; empty for CTR as a
///   caller and either as a listener
/// @param refreshPackets after so many packets the key changes
/// @param announcePackets so many packets before, the next key is told
public record KeyPlan(
    Secret passphrase,
    int keyBytes,
    Optional<CipherMode> mode,
    long refreshPackets,
    long announcePackets) {
  /// As libsrt does it without being told otherwise.
  public static final long DEFAULT_REFRESH_PACKETS = 1 << 24;

  private static final long DEFAULT_ANNOUNCE_PACKETS = 1 << 12;

  public KeyPlan {
    int bytes = passphrase.use(value -> value.getBytes(UTF_8).length);
    if (bytes != 0 && (bytes < 10 || bytes > 80)) {
      throw new IllegalArgumentException(
          "The SRT passphrase has %d bytes: it must have 10 to 80, or none.".formatted(bytes));
    }
    if (keyBytes != 0 && keyBytes != 16 && keyBytes != 24 && keyBytes != 32) {
      throw new IllegalArgumentException(
          "The SRT key length is %d bytes: it must be 16, 24 or 32, or 0 for what the peer has."
              .formatted(keyBytes));
    }
    if (announcePackets < 1 || announcePackets > (refreshPackets - 1) / 2) {
      throw new IllegalArgumentException(
          "The next SRT key is announced %d packets before a change every %d: it must be 1 or more, and less than half of that."
              .formatted(announcePackets, refreshPackets));
    }
  }

  /// With the usual key changes.
  public static KeyPlan of(Secret passphrase, int keyBytes) {
    return new KeyPlan(
        passphrase, keyBytes, Optional.empty(), DEFAULT_REFRESH_PACKETS, DEFAULT_ANNOUNCE_PACKETS);
  }

  /// Without encryption.
  public static KeyPlan none() {
    return of(Secret.of(""), 0);
  }

  /// Whether there is a passphrase.
  public boolean isSecret() {
    return !passphrase.isEmpty();
  }

  /// With another passphrase.
  public KeyPlan with(Secret other) {
    return new KeyPlan(other, keyBytes, mode, refreshPackets, announcePackets);
  }
}
