// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.playlist.PlaylistParser.Line;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Which variants do the lines of a multivariant playlist offer (RFC 8216 4.3.4)?
final class MultivariantReader {
  private MultivariantReader() {}

  static MultivariantPlaylist read(URI uri, List<Line> lines, Findings findings) {
    List<Variant> variants = new ArrayList<>();
    List<Playlist.Tag> unknown = new ArrayList<>();
    int version = 1;
    boolean independent = false;
    Line pending = null;
    for (Line line : lines) {
      if (line.isAddress()) {
        variant(uri, pending, line, variants, findings);
        pending = null;
        continue;
      }
      switch (line.name()) {
        case "#EXTM3U" -> {}
        case "#EXT-X-VERSION" ->
            version = (int) Math.min(99, Numbers.whole(line.value()).orElse(1));
        case "#EXT-X-INDEPENDENT-SEGMENTS" -> independent = true;
        case "#EXT-X-STREAM-INF" -> {
          if (pending != null) {
            findings.error(pending.number(), "No address follows this variant");
          }
          pending = line;
        }
        default -> unknown.add(new Playlist.Tag(line.number(), line.name(), line.value()));
      }
    }
    if (pending != null) {
      findings.error(pending.number(), "No address follows this variant");
    }
    if (variants.isEmpty()) {
      findings.error(0, "The multivariant playlist names no variant");
    }
    return new MultivariantPlaylist(uri, version, independent, variants, unknown, findings.all());
  }

  private static void variant(
      URI base, @Nullable Line tag, Line address, List<Variant> variants, Findings findings) {
    if (tag == null) {
      findings.error(address.number(), "No EXT-X-STREAM-INF stands before this address");
      return;
    }
    AttributeList attributes = AttributeList.parse(tag.value(), tag.number(), findings);
    OptionalLong bandwidth = attributes.number("BANDWIDTH");
    if (bandwidth.isEmpty()) {
      findings.error(tag.number(), "The variant has no BANDWIDTH");
    }
    String[] size = attributes.text("RESOLUTION").orElse("").split("x", 2);
    PlaylistParser.resolve(base, address, address.value(), findings)
        .ifPresent(uri ->
            variants.add(
                new Variant(
                    uri,
                    bandwidth.orElse(0),
                    size.length == 2 ? pixels(size[0]) : 0,
                    size.length == 2 ? pixels(size[1]) : 0,
                    attributes.text("CODECS").orElse(""),
                    attributes.decimal("FRAME-RATE"),
                    attributes.text("AUDIO"),
                    tag.number())));
  }

  private static int pixels(String text) {
    return (int) Math.min(100_000, Numbers.whole(text).orElse(0));
  }
}
