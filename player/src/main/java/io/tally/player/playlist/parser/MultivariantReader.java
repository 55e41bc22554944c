// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.parser;

import io.tally.player.playlist.EncryptionKey;
import io.tally.player.playlist.MediaHeader.Start;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.MultivariantPlaylist.SessionData;
import io.tally.player.playlist.MultivariantPlaylist.Steering;
import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.Rendition;
import io.tally.player.playlist.text.Addresses;
import io.tally.player.playlist.text.AttributeList;
import io.tally.player.playlist.text.Flaws;
import io.tally.player.playlist.text.Line;
import io.tally.player.playlist.text.PlaylistText;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which variants and renditions do the lines of a multivariant playlist offer (RFC 8216bis 4.4.6)?
///
/// One object reads one playlist.
final class MultivariantReader {
  private final PlaylistText text;
  private final Flaws flaws;
  private final Addresses addresses;
  private final List<Variant> variants = new ArrayList<>();
  private final List<Variant> iframeVariants = new ArrayList<>();
  private final List<Rendition> renditions = new ArrayList<>();
  private final List<SessionData> sessionData = new ArrayList<>();
  private final List<EncryptionKey> sessionKeys = new ArrayList<>();
  private final List<Playlist.Tag> unknown = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private int version = 1;
  private boolean independent;
  private Optional<Start> start = Optional.empty();
  private Optional<Steering> steering = Optional.empty();
  private @Nullable Line pending; // a variant without its address

  MultivariantReader(PlaylistText text, Flaws flaws) {
    this.text = text;
    this.flaws = flaws;
    addresses = new Addresses(text.uri(), flaws);
  }

  MultivariantPlaylist read() {
    for (Line line : text.lines()) {
      if (line.isAddress()) {
        address(line);
      } else {
        tag(line);
      }
    }
    endPending();
    if (variants.isEmpty()) {
      flaws.error(0, 22, "The multivariant playlist names no variant");
    }
    return new MultivariantPlaylist(
        text.uri(),
        version,
        independent,
        start,
        text.variables(),
        variants,
        iframeVariants,
        renditions,
        sessionData,
        sessionKeys,
        steering,
        unknown,
        flaws.all());
  }

  private void tag(Line line) {
    switch (line.name()) {
      case "#EXTM3U", "#EXT-X-DEFINE" -> {}
      case "#EXT-X-VERSION" -> version = HeaderTags.version(line, seen, flaws);
      case "#EXT-X-INDEPENDENT-SEGMENTS" -> independent = HeaderTags.once(line, seen, flaws);
      case "#EXT-X-START" -> start = HeaderTags.start(line, seen, flaws);
      case "#EXT-X-STREAM-INF" -> {
        endPending();
        pending = line;
      }
      case "#EXT-X-I-FRAME-STREAM-INF" -> iframes(line);
      case "#EXT-X-MEDIA" -> rendition(line);
      case "#EXT-X-SESSION-DATA" -> data(line);
      case "#EXT-X-SESSION-KEY" ->
          KeyReader.read(line, addresses, flaws).ifPresent(sessionKeys::add);
      case "#EXT-X-CONTENT-STEERING" -> steering(line);
      default -> unknown.add(new Playlist.Tag(line.number(), line.name(), line.value()));
    }
  }

  private void endPending() {
    if (pending != null) {
      flaws.error(pending.number(), 22, "No address follows this variant");
      pending = null;
    }
  }

  private void address(Line line) {
    Line tag = pending;
    pending = null;
    if (tag == null) {
      flaws.error(line.number(), 22, "No EXT-X-STREAM-INF stands before this address");
      return;
    }
    AttributeList attributes = tag.attributes(flaws);
    Optional<URI> uri = addresses.resolve(line.number(), line.value());
    // Read also without an address: what else is wrong is told.
    Variant variant = VariantReader.read(tag, attributes, uri.orElse(text.uri()), flaws);
    if (uri.isPresent()) {
      variants.add(variant);
    }
  }

  private void iframes(Line line) {
    AttributeList attributes = line.attributes(flaws);
    Optional<String> address = attributes.text("URI");
    if (address.isEmpty()) {
      flaws.error(line.number(), 22, "EXT-X-I-FRAME-STREAM-INF has no URI");
    }
    address
        .flatMap(found -> addresses.resolve(line.number(), found))
        .ifPresent(uri -> iframeVariants.add(VariantReader.read(line, attributes, uri, flaws)));
  }

  private void rendition(Line line) {
    AttributeList attributes = line.attributes(flaws);
    renditions.add(
        new Rendition(
            attributes.text("TYPE").orElse(""),
            address(line, attributes),
            attributes.text("GROUP-ID").orElse(""),
            attributes.text("NAME").orElse(""),
            attributes.text("LANGUAGE"),
            attributes.text("ASSOC-LANGUAGE"),
            attributes.text("STABLE-RENDITION-ID"),
            attributes.yes("DEFAULT"),
            attributes.yes("AUTOSELECT"),
            attributes.yes("FORCED"),
            attributes.text("INSTREAM-ID"),
            attributes.text("CHARACTERISTICS"),
            attributes.text("CHANNELS"),
            attributes.number("BIT-DEPTH"),
            attributes.number("SAMPLE-RATE"),
            line.number()));
  }

  private Optional<URI> address(Line line, AttributeList attributes) {
    return attributes.text("URI").flatMap(found -> addresses.resolve(line.number(), found));
  }

  private void data(Line line) {
    AttributeList attributes = line.attributes(flaws);
    Optional<String> id = attributes.text("DATA-ID");
    if (id.isEmpty()) {
      flaws.error(line.number(), Flaws.SYNTAX, "EXT-X-SESSION-DATA has no DATA-ID");
      return;
    }
    if (attributes.text("VALUE").isPresent() == attributes.text("URI").isPresent()) {
      flaws.error(line.number(), Flaws.SYNTAX, "EXT-X-SESSION-DATA needs either a VALUE or a URI");
    }
    sessionData.add(
        new SessionData(
            id.get(),
            attributes.text("VALUE"),
            address(line, attributes),
            attributes.text("FORMAT").orElse("JSON"),
            attributes.text("LANGUAGE"),
            line.number()));
  }

  private void steering(Line line) {
    if (!seen.add(line.name())) {
      flaws.error(line.number(), 33, "EXT-X-CONTENT-STEERING appears twice");
    }
    AttributeList attributes = line.attributes(flaws);
    if (attributes.text("SERVER-URI").isEmpty()) {
      flaws.error(line.number(), 33, "EXT-X-CONTENT-STEERING has no SERVER-URI");
    }
    attributes
        .text("SERVER-URI")
        .flatMap(found -> addresses.resolveOrData(line.number(), found))
        .ifPresent(uri ->
            steering =
                Optional.of(
                    new Steering(uri, attributes.text("PATHWAY-ID").orElse("."), line.number())));
  }
}
