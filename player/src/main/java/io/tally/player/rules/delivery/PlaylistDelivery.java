// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.delivery;

import io.tally.player.net.Exchange;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.rules.LiveRule;
import io.tally.player.rules.MediaRule;
import io.tally.player.rules.Profile;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.TextRule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How does a server deliver playlists (rules 3, 41, 61 and 71)?
public final class PlaylistDelivery {
  private static final Set<String> TYPES = Set.of("application/vnd.apple.mpegurl", "audio/mpegurl");
  private static final long WORTH_PACKING = 1_400; // a packet

  private PlaylistDelivery() {}

  /// Tells what is wrong with an answer that gave a playlist.
  public static void check(Exchange exchange, Playlist playlist, Reporter out) {
    kind(exchange, out);
    packed(exchange, playlist, out);
    TransportCheck.check(exchange, out);
    if (playlist instanceof MediaPlaylist media && !media.isVod()) {
      age(exchange, media, out);
    }
  }

  private static void kind(Exchange exchange, Reporter out) {
    String path = String.valueOf(exchange.answeredBy().getPath()).toLowerCase(Locale.ROOT);
    String type = mediaType(exchange);
    boolean named = path.endsWith(".m3u8") || path.endsWith(".m3u");
    if (!named && !TYPES.contains(type)) {
      out.report(
          TextRule.KIND,
          0,
          "The playlist's address ends in neither .m3u8 nor .m3u, and its type is %s",
          type.isEmpty() ? "not told" : type);
    } else if (!TYPES.contains(type) && out.profile() != Profile.RFC) {
      out.warn(
          MediaRule.PLAIN_DELIVERY,
          0,
          "The playlist's type is %s",
          type.isEmpty() ? "not told" : type);
    }
  }

  static String mediaType(Exchange exchange) {
    return exchange
        .header("content-type")
        .map(type -> type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  private static void packed(Exchange exchange, Playlist playlist, Reporter out) {
    boolean packed = exchange.header("content-encoding").isPresent();
    boolean asked = "gzip".equals(exchange.requestHeaders().get("accept-encoding"));
    if (asked && !packed && exchange.bytes() > WORTH_PACKING && out.profile() != Profile.RFC) {
      out.report(
          MediaRule.COMPRESSED,
          out.profile() == Profile.APPLE
              ? io.tally.player.playlist.Flaw.Severity.ERROR
              : io.tally.player.playlist.Flaw.Severity.WARNING,
          0,
          "The playlist comes without compression");
    }
    boolean parts =
        playlist instanceof MediaPlaylist media && media.lowLatency().partTargetNs().isPresent();
    if (parts && exchange.tls().isPresent() && exchange.protocol().equals("HTTP/1.1")) {
      out.report(MediaRule.COMPRESSED, 0, "The low-latency playlist comes over HTTP/1.1");
    }
  }

  private static void age(Exchange exchange, MediaPlaylist media, Reporter out) {
    Optional<ZonedDateTime> date = date(exchange, "date");
    Optional<ZonedDateTime> modified = date(exchange, "last-modified");
    if (date.isPresent() && modified.isPresent()) {
      Duration age = Duration.between(modified.get(), date.get());
      if (age.toNanos() > 3 * media.targetDurationNs()) {
        out.report(
            LiveRule.LAST_MODIFIED,
            0,
            "Last-Modified of the live playlist lies more than three target durations before Date");
      }
    }
  }

  private static Optional<ZonedDateTime> date(Exchange exchange, String name) {
    try {
      return exchange
          .header(name)
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
