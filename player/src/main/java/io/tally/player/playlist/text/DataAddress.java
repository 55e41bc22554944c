// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.Base64;

/// Which bytes does a `data:` address hold itself (RFC 2397)?
///
/// Nothing is asked for, so it leads nowhere. Threads: any.
public final class DataAddress {
  /// The longest that is read, characters.
  public static final int MOST = 1 << 16;

  private static final String SCHEME = "data:";
  private static final String BASE64 = ";base64";

  private DataAddress() {}

  /// Whether an address is one.
  public static boolean is(String address) {
    return address.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /// The bytes.
  ///
  /// @throws IllegalArgumentException with a sentence, when it holds none
  public static byte[] read(URI address) {
    String text = address.toString();
    int comma = text.indexOf(',');
    if (!is(text) || comma < 0 || text.length() > MOST) {
      throw new IllegalArgumentException(
          "a data: address needs a comma before its data and at most %d characters, and this one has %d"
              .formatted(MOST, text.length()));
    }
    byte[] bytes = unescaped(text.substring(comma + 1));
    boolean packed = text.substring(0, comma).endsWith(BASE64);
    return packed ? Base64.getMimeDecoder().decode(bytes) : bytes;
  }

  private static byte[] unescaped(String text) {
    byte[] raw = text.getBytes(ISO_8859_1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      boolean escape = raw[i] == '%' && i + 2 < raw.length;
      int high = escape ? Character.digit(raw[i + 1], 16) : -1;
      int low = escape ? Character.digit(raw[i + 2], 16) : -1;
      if (high >= 0 && low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.write(raw[i]);
      }
    }
    return bytes.toByteArray();
  }
}
