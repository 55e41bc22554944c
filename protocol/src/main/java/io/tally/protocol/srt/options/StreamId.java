// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.options;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What does a stream id ask for (draft-sharabayko-srt appendix B)?
///
/// In the access-control form, `#!::r=live/cam,m=publish`, it is a list of keys; anything else is
/// the resource's name alone. It may hold a password (`s`): it must not be logged.
///
/// @param parts keys and values in order; a plain id has the resource only
/// @param plain whether it was not in the access-control form
public record StreamId(Map<String, String> parts, boolean plain) {
  private static final String FORM = "#!::";
  private static final String RESOURCE = "r";

  public StreamId {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /// What the caller wants to do.
  public enum Purpose {
    /// To play.
    REQUEST,
    /// To send.
    PUBLISH,
    /// Both.
    BIDIRECTIONAL
  }

  /// Reads a stream id; everything can be read, an empty one has no parts.
  public static StreamId parse(String text) {
    if (!text.startsWith(FORM)) {
      return new StreamId(text.isEmpty() ? Map.of() : Map.of(RESOURCE, text), true);
    }
    var parts = new LinkedHashMap<String, String>();
    for (var part : text.substring(FORM.length()).split(",", -1)) {
      var equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return new StreamId(parts, false);
  }

  /// A stream id that publishes a resource.
  public static StreamId publishing(String resource) {
    var parts = new LinkedHashMap<String, String>();
    parts.put(RESOURCE, resource);
    parts.put("m", "publish");
    return new StreamId(parts, false);
  }

  /// What is sent or wanted (`r`).
  public Optional<String> resource() {
    return part(RESOURCE);
  }

  /// Who asks (`u`).
  public Optional<String> user() {
    return part("u");
  }

  /// The host that was called (`h`).
  public Optional<String> host() {
    return part("h");
  }

  /// The session, which some servers take for the password (`s`).
  public Optional<String> session() {
    return part("s");
  }

  /// What the caller wants to do (`m`); without it, to play, or unknown in a plain id.
  public Optional<Purpose> purpose() {
    if (plain) {
      return Optional.empty();
    }
    return switch (part("m").orElse("request")) {
      case "request" -> Optional.of(Purpose.REQUEST);
      case "publish" -> Optional.of(Purpose.PUBLISH);
      case "bidirectional" -> Optional.of(Purpose.BIDIRECTIONAL);
      default -> Optional.empty();
    };
  }

  /// The value of any key.
  public Optional<String> part(String key) {
    return Optional.ofNullable(parts.get(key));
  }

  /// The text that goes on the wire.
  ///
  /// @throws IllegalArgumentException when a value holds a comma, which would end it
  public String text() {
    if (plain) {
      return resource().orElse("");
    }
    for (var part : parts.entrySet()) {
      if (part.getValue().indexOf(',') >= 0) {
        throw new IllegalArgumentException(
            "The part %s of an SRT stream id holds a comma, which ends a part there: leave it out."
                .formatted(part.getKey()));
      }
    }
    return parts.entrySet().stream()
        .map(part -> part.getKey() + "=" + part.getValue())
        .collect(Collectors.joining(",", FORM, ""));
  }

  @Override
  public String toString() {
    return "StreamId[" + String.join(",", parts.keySet()) + "]";
  }
}
