// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.steer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/// What does a steering server want (RFC 8216bis 7.2)?
///
/// @param ttlSeconds when to ask again
/// @param reload where to ask then; empty for where it came from
/// @param priority PATHWAY-IDs, the best first
/// @param clones pathways that the playlist does not name
record SteeringManifest(
    long ttlSeconds, Optional<URI> reload, List<String> priority, List<Clone> clones) {
  static final long USUAL_TTL_SECONDS = 300;
  private static final long LONGEST_TTL_SECONDS = 86_400;
  private static final int MOST_CLONES = 100;

  /// It is a stranger's text.
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(16).build())
                  .build())
          .build();

  SteeringManifest {
    priority = List.copyOf(priority);
    clones = List.copyOf(clones);
  }

  /// A pathway that is like another but for its addresses.
  ///
  /// @param host in place of the host and port; empty to keep them
  /// @param parameters of the query, put in place of those of the same name or added
  /// @param variants addresses by STABLE-VARIANT-ID, which the rest does not apply to
  /// @param renditions addresses by STABLE-RENDITION-ID
  record Clone(
      String baseId,
      String id,
      Optional<String> host,
      Map<String, String> parameters,
      Map<String, URI> variants,
      Map<String, URI> renditions) {
    /// Where it has what the other pathway has at an address.
    URI moved(URI address) {
      String query = address.getRawQuery() == null ? "" : address.getRawQuery();
      Map<String, String> values = new LinkedHashMap<>();
      for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
        int equals = pair.indexOf('=');
        values.put(equals < 0 ? pair : pair.substring(0, equals), pair);
      }
      parameters.forEach(
          (name, value) -> values.put(escaped(name), escaped(name) + "=" + escaped(value)));
      String rest = String.valueOf(address.getRawPath());
      String authority = host.orElse(address.getRawAuthority());
      return URI.create(
          address.getScheme()
              + "://"
              + authority
              + rest
              + (values.isEmpty() ? "" : "?" + String.join("&", values.values())));
    }
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /// Reads one.
  ///
  /// @param from where it came from
  /// @throws IllegalArgumentException with a sentence, when it is none
  static SteeringManifest read(URI from, String text) {
    if (!(json(text) instanceof Map<?, ?> told)) {
      throw new IllegalArgumentException("it is no JSON object");
    }
    if (!(told.get("VERSION") instanceof Number version) || version.doubleValue() != 1) {
      throw new IllegalArgumentException(
          "its VERSION is " + told.get("VERSION") + ", and 1 is expected");
    }
    List<String> priority = texts(told.get("PATHWAY-PRIORITY"));
    if (priority.isEmpty()) {
      throw new IllegalArgumentException("its PATHWAY-PRIORITY names no pathway");
    }
    double ttl = told.get("TTL") instanceof Number n ? n.doubleValue() : USUAL_TTL_SECONDS;
    Optional<URI> reload =
        told.get("RELOAD-URI") instanceof String uri
            ? Optional.of(web(from, uri))
            : Optional.empty();
    return new SteeringManifest(
        (long) Math.clamp(ttl, 1, LONGEST_TTL_SECONDS),
        reload,
        priority,
        clones(from, told.get("PATHWAY-CLONES")));
  }

  private static @Nullable Object json(String text) {
    try {
      return JSON.readValue(text, Object.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("it is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static List<String> texts(@Nullable Object list) {
    List<String> texts = new ArrayList<>();
    if (list instanceof List<?> all) {
      all.forEach(one -> {
        if (one instanceof String text && !text.isEmpty() && !texts.contains(text)) {
          texts.add(text);
        }
      });
    }
    return texts;
  }

  private static List<Clone> clones(URI from, @Nullable Object list) {
    List<Clone> clones = new ArrayList<>();
    if (list instanceof List<?> all) {
      for (Object one : all.subList(0, Math.min(MOST_CLONES, all.size()))) {
        if (one instanceof Map<?, ?> told
            && told.get("BASE-ID") instanceof String base
            && told.get("ID") instanceof String id
            && told.get("URI-REPLACEMENT") instanceof Map<?, ?> places) {
          Optional<String> host =
              places.get("HOST") instanceof String name && !name.isEmpty()
                  ? Optional.of(host(name))
                  : Optional.empty();
          Map<String, URI> variants = new HashMap<>();
          entries(places.get("PER-VARIANT-URIS")).forEach((k, v) -> variants.put(k, web(from, v)));
          Map<String, URI> renditions = new HashMap<>();
          entries(places.get("PER-RENDITION-URIS"))
              .forEach((k, v) -> renditions.put(k, web(from, v)));
          clones.add(
              new Clone(base, id, host, entries(places.get("PARAMS")), variants, renditions));
        }
      }
    }
    return clones;
  }

  private static Map<String, String> entries(@Nullable Object object) {
    Map<String, String> entries = new LinkedHashMap<>();
    if (object instanceof Map<?, ?> all) {
      all.forEach((name, value) -> {
        if (name instanceof String key && value instanceof String text) {
          entries.put(key, text);
        }
      });
    }
    return entries;
  }

  private static String host(String name) {
    if (!name.matches("[A-Za-z0-9.\\-_\\[\\]:]{1,300}")) {
      throw new IllegalArgumentException("it names a HOST that is none: " + name);
    }
    return name;
  }

  private static URI web(URI from, String address) {
    URI absolute = from.resolve(address);
    if (!String.valueOf(absolute.getScheme()).matches("(?i)https?") || absolute.getHost() == null) {
      throw new IllegalArgumentException("it names an address that is none of the web");
    }
    return absolute;
  }
}
