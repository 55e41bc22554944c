// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.MultivariantPlaylist;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// MPDs written by hand, and what they stand for. A segment lasts two seconds where nothing else is
/// said.
final class Mpds {
  static final URI HERE = URI.create("https://cdn.example.com/live/a.mpd?token=t");
  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  static final String EVEN =
      "<SegmentTemplate media=\"$RepresentationID$/$Number%03d$.m4s\" initialization=\"$RepresentationID$.mp4\" duration=\"2\"/>";

  static String mpd(String attributes, String... periods) {
    return "<?xml version=\"1.0\"?>\n<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" "
        + attributes
        + ">"
        + String.join("", periods)
        + "</MPD>";
  }

  static String video(String addressing) {
    return set("video/mp4", "v", 1_000_000, addressing);
  }

  static String set(String mime, String id, long bandwidth, String inside) {
    return "<AdaptationSet mimeType=\"%s\"><Representation id=\"%s\" bandwidth=\"%d\">%s</Representation></AdaptationSet>"
        .formatted(mime, id, bandwidth, inside);
  }

  static String period(String... sets) {
    return "<Period>" + String.join("", sets) + "</Period>";
  }

  static String fixed(String... periods) {
    return mpd("mediaPresentationDuration=\"PT9S\"", periods);
  }

  static String live(String attributes, String... periods) {
    return mpd(
        "type=\"dynamic\" availabilityStartTime=\"2026-11-21T11:00:00Z\" " + attributes, periods);
  }

  static Manifest read(String text) {
    return Manifest.read(HERE, text.getBytes(UTF_8));
  }

  static MultivariantPlaylist offers(String text) {
    return (MultivariantPlaylist) read(text).playlist(HERE, NOON, Map.of(), Optional.empty());
  }

  static MediaPlaylist media(String text) {
    return media(text, NOON, Optional.empty());
  }

  /// Of the first variant.
  static MediaPlaylist media(String text, Instant now, Optional<MediaPlaylist> before) {
    URI first = offers(text).variants().getFirst().uri();
    return (MediaPlaylist) read(text).playlist(first, now, Map.of(), before);
  }

  static List<String> paths(MediaPlaylist playlist) {
    return playlist.segments().stream().map(segment -> segment.uri().getPath()).toList();
  }

  static String timeline(String runs) {
    return live(
        "",
        "<Period start=\"PT0S\">"
            + video(
                "<SegmentTemplate media=\"$Time$\"><SegmentTimeline>"
                    + runs
                    + "</SegmentTimeline></SegmentTemplate>")
            + "</Period>");
  }

  private Mpds() {}
}
