// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event.id3;

import java.util.List;

/// What does one frame of a tag say (ID3v2.4 frames 4)?
public sealed interface Id3Frame {
  /// Four characters, such as `TIT2`.
  String id();

  /// Text, or several (`T…`, 4.2).
  ///
  /// @param description of TXXX; empty elsewhere
  record Text(String id, String description, List<String> values) implements Id3Frame {
    public Text {
      values = List.copyOf(values);
    }
  }

  /// An address (`W…`, 4.3).
  ///
  /// @param description of WXXX; empty elsewhere
  record Link(String id, String description, String address) implements Id3Frame {}

  /// A remark or a song's words (`COMM`, `USLT`).
  record Comment(String id, String language, String description, String text) implements Id3Frame {}

  /// Somebody's own (`PRIV`, `UFID`).
  ///
  /// @param owner whose
  /// @param data what, in hexadecimal, as far as it is kept
  /// @param bytes how many there are
  record Owned(String id, String owner, String data, int bytes) implements Id3Frame {}

  /// A file (`GEOB`, `APIC`).
  ///
  /// @param type of MIME
  /// @param name of the file; empty when not told
  /// @param bytes how many there are
  record Blob(String id, String type, String name, String description, int bytes)
      implements Id3Frame {}

  /// None of these, or one that cannot be read.
  ///
  /// @param bytes how many there are
  record Other(String id, int bytes) implements Id3Frame {}
}
