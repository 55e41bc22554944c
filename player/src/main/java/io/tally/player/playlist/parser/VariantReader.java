// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import io.tally.player.playlist.MultivariantPlaylist.Groups;
import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.playlist.text.AttributeList;
import io.tally.player.playlist.text.Flaws;
import io.tally.player.playlist.text.Line;
import io.tally.player.playlist.text.Numbers;
import java.net.URI;
import java.util.OptionalLong;

/// What does a line say about a variant (RFC 8216bis 4.4.6.2 and 4.4.6.3)?
final class VariantReader {
  private VariantReader() {}

  static Variant read(Line tag, AttributeList attributes, URI uri, Flaws flaws) {
    OptionalLong bandwidth = attributes.number("BANDWIDTH");
    if (bandwidth.isEmpty()) {
      flaws.error(tag.number(), 22, "The variant has no BANDWIDTH");
    }
    String[] size = attributes.text("RESOLUTION").orElse("").split("x", 2);
    return new Variant(
        uri,
        bandwidth.orElse(0),
        attributes.number("AVERAGE-BANDWIDTH"),
        size.length == 2 ? pixels(size[0]) : 0,
        size.length == 2 ? pixels(size[1]) : 0,
        attributes.text("CODECS").orElse(""),
        attributes.text("SUPPLEMENTAL-CODECS").orElse(""),
        attributes.decimal("FRAME-RATE"),
        attributes.text("VIDEO-RANGE"),
        attributes.decimal("SCORE"),
        attributes.text("HDCP-LEVEL"),
        attributes.text("ALLOWED-CPC"),
        attributes.text("REQ-VIDEO-LAYOUT"),
        attributes.text("STABLE-VARIANT-ID"),
        attributes.text("PATHWAY-ID").orElse("."),
        new Groups(
            attributes.text("AUDIO"),
            attributes.text("VIDEO"),
            attributes.text("SUBTITLES"),
            attributes.text("CLOSED-CAPTIONS").filter(group -> !group.equals("NONE"))),
        tag.number());
  }

  private static int pixels(String text) {
    return (int) Math.min(100_000, Numbers.whole(text).orElse(0));
  }
}
