// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.programme;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// How do tests show bytes? Spaces and line ends between the digits are for the reader.
public final class Hex {
  private Hex() {}

  public static byte[] bytes(String digits) {
    return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
  }

  public static ByteBuffer buffer(String digits) {
    return ByteBuffer.wrap(bytes(digits));
  }

  public static String of(ByteBuffer bytes) {
    var copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return HexFormat.of().formatHex(copy);
  }
}
