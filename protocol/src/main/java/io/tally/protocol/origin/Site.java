// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.origin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.protocol.hls.HlsFile;
import io.tally.protocol.hls.HlsStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What does a path stand for?
///
/// `/` is the page, `/~/…` its parts and the list of streams, `/<stream>/<file>` a stream's files.
/// A stream's name never contains `~`. Nothing is read from a disk: a path is a key, not a place.
final class Site {
  private static final String HLS_JS = "/META-INF/resources/webjars/hls.js/1.4.12/dist/hls.min.js";
  private static final String STREAMS = "/~/streams.json";

  private final StreamCatalog catalog;
  private final Map<String, HlsFile> parts;

  /// @throws IOException when the program is packed without its page
  Site(StreamCatalog catalog) throws IOException {
    this.catalog = catalog;
    parts =
        Map.of(
            "/", part("page.html", "text/html; charset=utf-8"),
            "/~/page.css", part("page.css", "text/css; charset=utf-8"),
            "/~/page.js", part("page.js", "text/javascript; charset=utf-8"),
            "/~/hls.min.js", part(HLS_JS, "text/javascript; charset=utf-8"));
  }

  private static HlsFile part(String resource, String type) throws IOException {
    try (InputStream in = Site.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("The program is packed without " + resource + "; build it again");
      }
      return new HlsFile(type, /* immutable= */ false, ByteBuffer.wrap(in.readAllBytes()));
    }
  }

  /// The file at a path, without its query.
  Optional<HlsFile> find(String path) {
    HlsFile part = parts.get(path);
    if (part != null) {
      return Optional.of(part);
    }
    if (path.equals(STREAMS)) {
      return Optional.of(
          new HlsFile("application/json", /* immutable= */ false, UTF_8.encode(streams())));
    }
    List<String> steps = List.of(path.split("/", -1));
    return steps.size() == 3 ? catalog.file(steps.get(1), steps.get(2)) : Optional.empty();
  }

  /// Why there is nothing at a path, in a sentence.
  String missing(String path) {
    List<String> steps = List.of(path.split("/", -1));
    HlsStatus status = steps.size() == 3 ? catalog.streams().get(steps.get(1)) : null;
    if (status == null) {
      return "No stream of this name is or was live here; the page at / lists those that are.";
    }
    return status.state() == HlsStatus.State.STARTING
        ? "The stream has begun, but its first segment is not complete; try again in a moment."
        : "The stream has no such file now; segments are kept for a while only.";
  }

  /// Names are made of letters, digits, `.`, `_` and `-`, so nothing needs escaping.
  private String streams() {
    return catalog.streams().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Site::stream)
        .collect(Collectors.joining(",", "[", "]\n"));
  }

  private static String stream(Map.Entry<String, HlsStatus> entry) {
    HlsStatus status = entry.getValue();
    return String.format(
        Locale.ROOT,
        "{\"name\":\"%s\",\"state\":\"%s\",\"since\":\"%s\",\"segments\":%d,\"bitrate\":%d}",
        entry.getKey(),
        status.state().name().toLowerCase(Locale.ROOT),
        status.since(),
        status.segments(),
        status.averageBps());
  }
}
