// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

import java.net.URI;
import java.util.Optional;

/// How are the bytes of a segment encrypted (RFC 8216bis 4.4.4.4)?
///
/// Two keys are equal when they say the same, wherever they stand: a playlist is loaded again and
/// again.
///
/// @param method such as `AES-128`; never `NONE`
/// @param uri where the key is
/// @param iv the initialization vector as it stands (`0x` and hexadecimal digits), when it does
/// @param format KEYFORMAT; `identity` when not told
/// @param formatVersions KEYFORMATVERSIONS; `1` when not told
public record EncryptionKey(
    String method, Optional<URI> uri, Optional<String> iv, String format, String formatVersions) {
  /// The key is in the clear behind its address, 16 bytes long.
  public static final String IDENTITY = "identity";
}
