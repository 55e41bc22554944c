// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event.id3;

import java.util.HexFormat;

/// What do the bytes of a frame mean by its name (ID3v2.4 frames 4)?
final class FrameContent {
  private static final int MOST_SHOWN = 64; // bytes in hexadecimal
  private static final int LANGUAGE = 3;

  private FrameContent() {}

  static Id3Frame read(String id, byte[] content) {
    FrameBytes in = new FrameBytes(content);
    return switch (id) {
      case "PRIV", "UFID" -> owned(id, in);
      case "GEOB" -> {
        in.encoding();
        String type = in.plain();
        String name = in.text();
        yield new Id3Frame.Blob(id, type, name, in.text(), in.left());
      }
      case "APIC" -> {
        in.encoding();
        String type = in.plain();
        in.skip(1); // what is on the picture
        yield new Id3Frame.Blob(id, type, "", in.text(), in.left());
      }
      case "COMM", "USLT" -> {
        in.encoding();
        String language = in.plain(LANGUAGE);
        String description = in.text();
        yield new Id3Frame.Comment(id, language, description, in.text());
      }
      case "TXXX" -> {
        in.encoding();
        String description = in.text();
        yield new Id3Frame.Text(id, description, in.texts());
      }
      case "WXXX" -> {
        in.encoding();
        String description = in.text();
        yield new Id3Frame.Link(id, description, in.plain());
      }
      default -> other(id, in);
    };
  }

  private static Id3Frame other(String id, FrameBytes in) {
    if (id.startsWith("T")) {
      in.encoding();
      return new Id3Frame.Text(id, "", in.texts());
    }
    return id.startsWith("W")
        ? new Id3Frame.Link(id, "", in.plain())
        : new Id3Frame.Other(id, in.left());
  }

  private static Id3Frame owned(String id, FrameBytes in) {
    String owner = in.plain();
    byte[] data = in.rest();
    String shown = HexFormat.of().formatHex(data, 0, Math.min(data.length, MOST_SHOWN));
    return new Id3Frame.Owned(id, owner, shown, data.length);
  }
}
