// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.origin;

import io.tally.protocol.hls.HlsFile;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Does a client already have this? (RFC 9110 8.8.3, 13.1.2)
final class EntityTag {
  private EntityTag() {}

  /// A strong tag for what never changes; a weak one for what may also be sent compressed.
  static String of(HlsFile file) {
    CRC32C sum = new CRC32C();
    sum.update(file.bytes());
    String tag = "\"" + file.bytes().remaining() + "-" + Long.toHexString(sum.getValue()) + "\"";
    return file.immutable() ? tag : "W/" + tag;
  }

  /// Whether an If-None-Match header names the tag; compares weakly, as it must.
  static boolean matches(@Nullable String header, String tag) {
    return header != null
        && (header.strip().equals("*")
            || Arrays.stream(header.split(","))
                .anyMatch(one -> opaque(one.strip()).equals(opaque(tag))));
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
