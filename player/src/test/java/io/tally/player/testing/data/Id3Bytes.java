// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// ID3 tags made by hand (ID3v2.3 and 2.4); no frame is longer than 127 bytes unless told so.
public final class Id3Bytes {
  private Id3Bytes() {}

  /// A tag of a version with flags.
  public static byte[] tag(int version, int flags, byte[]... frames) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      body.writeBytes(frame);
    }
    ByteArrayOutputStream tag = new ByteArrayOutputStream();
    tag.writeBytes("ID3".getBytes(ISO_8859_1));
    tag.writeBytes(new byte[] {(byte) version, 0, (byte) flags});
    size(body.size(), tag);
    tag.writeBytes(body.toByteArray());
    return tag.toByteArray();
  }

  /// A frame without flags.
  public static byte[] frame(String id, byte[] content) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(id.getBytes(ISO_8859_1));
    size(content.length, frame);
    frame.writeBytes(new byte[2]);
    frame.writeBytes(content);
    return frame.toByteArray();
  }

  /// A tag with one text of somebody's own.
  public static byte[] text(String description, String value) {
    byte[] content = ("\3" + description + "\0" + value).getBytes(UTF_8);
    return tag(4, 0, frame("TXXX", content));
  }

  private static void size(int size, ByteArrayOutputStream to) {
    for (int shift = 21; shift >= 0; shift -= 7) {
      to.write(size >> shift & 0x7F);
    }
  }
}
