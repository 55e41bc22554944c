// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.text;

/// What does one line of a playlist say?
///
/// @param number from 1
/// @param name of the tag with `#EXT`, or empty when the line is an address
/// @param value what follows the tag's colon, or the address
public record Line(int number, String name, String value) {
  /// Whether it names a segment or a playlist.
  public boolean isAddress() {
    return name.isEmpty();
  }

  /// Whether it is this tag.
  public boolean is(String tag) {
    return name.equals(tag);
  }

  /// Its attributes.
  public AttributeList attributes(Flaws flaws) {
    return AttributeList.parse(value, number, flaws);
  }

  /// Its attributes, when what is wrong with them has been told already.
  public AttributeList attributes() {
    return AttributeList.parse(value, number, new Flaws());
  }
}
