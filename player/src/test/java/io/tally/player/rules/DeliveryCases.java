// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import static io.tally.player.rules.RuleCase.NOON;
import static io.tally.player.rules.RuleCase.found;
import static io.tally.player.rules.RuleCase.media;

import io.tally.player.net.Exchange;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.probe.SegmentFacts.Kind;
import io.tally.player.rules.delivery.PlaylistDelivery;
import io.tally.player.rules.delivery.RoundTrips;
import io.tally.player.rules.delivery.SegmentDelivery;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The rules about servers: 3, 41, 43, 60, 61 and 71.
final class DeliveryCases {
  private static final String TYPE = "application/vnd.apple.mpegurl";
  private static final String DATE = "Sat, 21 Nov 2026 12:00:00 GMT";

  private DeliveryCases() {}

  static List<RuleCase> all() {
    return List.of(
        playlist(
            TextRule.KIND, "a plain text", "https://a/list", headers(TYPE), headers("text/plain")),
        playlist(
            LiveRule.LAST_MODIFIED,
            "a minute old",
            "https://a/list.m3u8",
            dated("Sat, 21 Nov 2026 11:59:55 GMT"),
            dated("Sat, 21 Nov 2026 11:59:00 GMT")),
        playlist(
            MediaRule.COMPRESSED,
            "as it is",
            "https://a/list.m3u8",
            Map.of("content-type", TYPE, "content-encoding", "gzip"),
            headers(TYPE)),
        playlist(
            MediaRule.PLAIN_DELIVERY,
            "another type",
            "https://a/list.m3u8",
            headers(TYPE),
            headers("text/plain")),
        new RuleCase(
            MediaRule.PLAIN_DELIVERY,
            "by a redirect",
            () -> segment(answer("https://a/s.ts", 200, "TLSv1.3", headers("video/mp2t"), 0)),
            () -> segment(answer("https://a/s.ts", 200, "TLSv1.3", headers("video/mp2t"), 1))),
        new RuleCase(
            MediaRule.PLAIN_DELIVERY,
            "over old TLS",
            () -> segment(answer("https://a/s.ts", 200, "TLSv1.2", headers("video/mp2t"), 0)),
            () -> segment(answer("https://a/s.ts", 200, "TLSv1.1", headers("video/mp2t"), 0))),
        new RuleCase(
            LiveRule.AVAILABLE,
            "listed and not there",
            () -> segment(answer("https://a/s.ts", 200, "TLSv1.3", headers("video/mp2t"), 0)),
            () -> missing(answer("https://a/s.ts", 404, "TLSv1.3", Map.of(), 0))),
        new RuleCase(
            LiveRule.AVAILABLE,
            "removed and gone at once",
            () -> removed(answer("https://a/s.ts", 206, "TLSv1.3", Map.of(), 0)),
            () -> removed(answer("https://a/s.ts", 404, "TLSv1.3", Map.of(), 0))),
        new RuleCase(
            LowLatencyRule.PART_AND_NETWORK,
            "the network is slower than the parts",
            () -> roundTrips(20),
            () -> roundTrips(700)));
  }

  private static Map<String, String> headers(String type) {
    return Map.of("content-type", type);
  }

  private static Map<String, String> dated(String modified) {
    return Map.of("content-type", TYPE, "date", DATE, "last-modified", modified);
  }

  private static Exchange answer(
      String uri, int status, String tls, Map<String, String> headers, int redirects) {
    return answer(uri, status, tls, headers, redirects, 20);
  }

  private static Exchange answer(
      String uri, int status, String tls, Map<String, String> headers, int redirects, long wait) {
    URI address = URI.create(uri);
    return new Exchange(
        address,
        address,
        NOON,
        1,
        OptionalLong.of(wait),
        wait + 10,
        status,
        "HTTP/2",
        Optional.of(tls),
        Map.of("accept-encoding", "gzip"),
        new HashMap<>(headers),
        5_000,
        5_000,
        redirects,
        Optional.empty());
  }

  private static RuleCase playlist(
      Rule rule, String what, String uri, Map<String, String> good, Map<String, String> bad) {
    MediaPlaylist live = media(LiveCases.list(0, 6, ""));
    return new RuleCase(
        rule,
        what,
        () -> found(out -> PlaylistDelivery.check(answer(uri, 200, "TLSv1.3", good, 0), live, out)),
        () -> found(out -> PlaylistDelivery.check(answer(uri, 200, "TLSv1.3", bad, 0), live, out)));
  }

  private static List<Finding> segment(Exchange exchange) {
    MediaPlaylist live = media(LiveCases.list(0, 6, ""));
    return found(out -> SegmentDelivery.check(live.segments().getFirst(), exchange, Kind.TS, out));
  }

  private static List<Finding> missing(Exchange exchange) {
    MediaPlaylist live = media(LiveCases.list(0, 6, ""));
    return found(out -> SegmentDelivery.failed(live.segments().getFirst(), exchange, out));
  }

  private static List<Finding> removed(Exchange exchange) {
    MediaPlaylist live = media(LiveCases.list(0, 6, ""));
    return found(out -> SegmentDelivery.removed(live.segments().getFirst(), exchange, out));
  }

  private static List<Finding> roundTrips(long waitMs) {
    MediaPlaylist live = media(LiveCases.list(0, 6, "#EXT-X-PART-INF:PART-TARGET=0.5\n"));
    return found(out -> {
      RoundTrips trips = new RoundTrips();
      for (int i = 0; i < 25; i++) {
        trips.next(answer("https://a/s.ts", 200, "TLSv1.3", Map.of(), 0, waitMs), live, out);
      }
    });
  }
}
