// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.handshake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;

/// How does text stand in a handshake (draft-sharabayko-srt section 3.2.1.3)?
///
/// Each group of four bytes is reversed, because libsrt keeps text in little-endian words and swaps
/// every word of a control packet; the last group is filled with zeros.
final class ReversedText {
  private ReversedText() {}

  static void write(ByteBuf out, String text) {
    var bytes = text.getBytes(UTF_8);
    for (var word = 0; word < bytes.length; word += 4) {
      for (var at = word + 3; at >= word; at--) {
        out.writeByte(at < bytes.length ? bytes[at] : 0);
      }
    }
  }

  /// @param content whole words; borrowed
  static String read(ByteBuf content) {
    var bytes = new byte[content.readableBytes()];
    var length = 0;
    for (var at = 0; at < bytes.length; at++) {
      bytes[at] = content.getByte(content.readerIndex() + (at ^ 3));
      if (bytes[at] != 0) {
        length = at + 1;
      }
    }
    return new String(bytes, 0, length, UTF_8);
  }
}
