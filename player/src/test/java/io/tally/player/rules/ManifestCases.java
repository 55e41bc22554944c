// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.dash.Manifest;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.Playlist;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rule 72, of an MPD.
final class ManifestCases {
  private static final String MPD = "<MPD mediaPresentationDuration=\"PT8S\">%s</MPD>";
  private static final String TEMPLATE = "<SegmentTemplate media=\"$Number$.m4s\" duration=\"2\"/>";

  private ManifestCases() {}

  static List<RuleCase> all() {
    return List.of(
        mpd("a web page that is none", MPD.formatted(period("")), "<MPD><body>"),
        mpd("no Period", MPD.formatted(period("")), MPD.formatted("")),
        mpd(
            "no bandwidth",
            MPD.formatted(period("")),
            MPD.formatted(period("").replace("bandwidth", "width"))),
        mpd(
            "segments of no length",
            MPD.formatted(period("")),
            MPD.formatted(period("").replace("duration", "timescale"))),
        mpd(
            "a duration in words",
            MPD.formatted(period("duration=\"PT8S\"")),
            MPD.formatted(period("duration=\"eight\""))));
  }

  private static String period(String attributes) {
    return ("<Period %s><AdaptationSet mimeType=\"video/mp4\"><Representation id=\"v\" bandwidth=\"9\">"
            + TEMPLATE
            + "</Representation></AdaptationSet></Period>")
        .formatted(attributes);
  }

  private static RuleCase mpd(String what, String good, String bad) {
    return new RuleCase(TextRule.MANIFEST, what, () -> found(good), () -> found(bad));
  }

  /// In the MPD, and in its first track.
  private static List<Finding> found(String text) {
    FindingLog log = new FindingLog(Profile.APPLE, Clock.fixed(RuleCase.NOON, ZoneOffset.UTC));
    log.measureMpd();
    Reporter out = log.at(RuleCase.HERE);
    Manifest manifest = Manifest.read(RuleCase.HERE, text.getBytes(UTF_8));
    Playlist all = manifest.playlist(RuleCase.HERE, RuleCase.NOON, Map.of(), Optional.empty());
    out.report(all.flaws());
    if (all instanceof MultivariantPlaylist offered) {
      offered.variants().stream()
          .map(variant ->
              manifest.playlist(variant.uri(), RuleCase.NOON, Map.of(), Optional.empty()))
          .forEach(media -> out.report(media.flaws()));
    }
    return log.findings();
  }
}
