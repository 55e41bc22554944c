// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash.mpd;

import io.tally.player.dash.mpd.Mpd.Kind;
import io.tally.player.dash.mpd.Mpd.Track;
import io.tally.player.dash.mpd.Mpd.Version;
import io.tally.player.dash.xml.Element;
import io.tally.player.dash.xml.Values;
import io.tally.player.playlist.EncryptionKey;
import io.tally.player.playlist.text.Flaws;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which tracks does a Period offer that can be played here (ISO/IEC 23009-1 5.3.3 to 5.3.7)?
final class TrackReader {
  private static final int MOST_VERSIONS = 200; // of a Period
  private static final String ROLE = "urn:mpeg:dash:role:2011";
  private static final String COMMON_ENCRYPTION = "urn:mpeg:dash:mp4protection:2011";
  private static final String TRICK_MODE = "http://dashif.org/guidelines/trickmode";
  private static final String COLOURS = "urn:mpeg:mpegb:cicp:"; // decoders see for themselves

  private final Element period;
  private final List<URI> bases;
  private final Flaws flaws;
  private final Values values;
  private int versions;

  /// @param bases where the Period's addresses start
  TrackReader(Element period, List<URI> bases, Flaws flaws) {
    this.period = period;
    this.bases = bases;
    this.flaws = flaws;
    values = new Values(flaws);
  }

  List<Track> read() {
    List<Track> tracks = new ArrayList<>();
    for (Element set : period.all("AdaptationSet")) {
      Optional<Kind> kind = kind(set);
      if (kind.isEmpty() || !isUnderstood(set)) {
        continue;
      }
      List<URI> own = BaseUrls.of(set, bases, flaws);
      List<Version> read = new ArrayList<>();
      for (Element told : set.all("Representation")) {
        if (isUnderstood(told) && versions < MOST_VERSIONS) {
          versions++;
          read.add(version(told, set, own));
        }
      }
      read.sort(Comparator.comparingLong(Version::bandwidthBps));
      if (!read.isEmpty()) {
        Optional<String> label =
            set.first("Label").map(Element::text).filter(text -> !text.isEmpty());
        tracks.add(new Track(kind.get(), set.attribute("lang"), label, roles(set), read));
      }
    }
    return tracks;
  }

  private Version version(Element told, Element set, List<URI> around) {
    List<Element> levels = List.of(told, set);
    String id = told.attribute("id").orElse("");
    long bandwidth = values.number(told, "bandwidth").orElse(0);
    if (id.isEmpty() || bandwidth == 0) {
      flaws.error(told.line(), Values.RULE, "A Representation needs id and bandwidth");
    }
    return new Version(
        id,
        bandwidth,
        size(levels, "width"),
        size(levels, "height"),
        nearest(levels, "codecs").flatMap(e -> e.attribute("codecs")).orElse(""),
        values.rate(nearest(levels, "frameRate").orElse(told), "frameRate"),
        channels(levels),
        values.number(nearest(levels, "audioSamplingRate").orElse(told), "audioSamplingRate"),
        Addressing.of(List.of(told, set, period)),
        BaseUrls.of(told, around, flaws),
        keys(levels),
        told.line());
  }

  private static Optional<Element> nearest(List<Element> levels, String attribute) {
    return levels.stream().filter(level -> level.attribute(attribute).isPresent()).findFirst();
  }

  private int size(List<Element> levels, String name) {
    long told = nearest(levels, name).map(e -> values.number(e, name).orElse(0)).orElse(0L);
    return (int) Math.min(told, 1 << 16);
  }

  private static Optional<String> channels(List<Element> levels) {
    return levels.stream()
        .flatMap(level -> level.first("AudioChannelConfiguration").stream())
        .filter(told ->
            told.attribute("schemeIdUri").orElse("").endsWith("audio_channel_configuration:2011"))
        .findFirst()
        .flatMap(told -> told.attribute("value"));
  }

  private static List<EncryptionKey> keys(List<Element> levels) {
    List<EncryptionKey> keys = new ArrayList<>();
    String method = "CENC";
    for (Element level : levels) {
      for (Element told : level.all("ContentProtection")) {
        String system = told.attribute("schemeIdUri").orElse("").toLowerCase(Locale.ROOT);
        if (system.equals(COMMON_ENCRYPTION)) {
          method = told.attribute("value").orElse(method).toUpperCase(Locale.ROOT);
        } else if (!system.isEmpty()) {
          keys.add(new EncryptionKey(method, Optional.empty(), Optional.empty(), system, "1"));
        }
      }
    }
    boolean told = levels.stream().anyMatch(level -> level.first("ContentProtection").isPresent());
    return told && keys.isEmpty()
        ? List.of(
            new EncryptionKey(
                method, Optional.empty(), Optional.empty(), EncryptionKey.IDENTITY, "1"))
        : keys;
  }

  private static List<String> roles(Element set) {
    return set.all("Role").stream()
        .filter(role -> role.attribute("schemeIdUri").filter(ROLE::equals).isPresent())
        .flatMap(role -> role.attribute("value").stream())
        .toList();
  }

  /// Whether all that must be understood of it is (5.8.4.8). Pictures for winding are left out.
  private boolean isUnderstood(Element told) {
    for (Element property : told.all("EssentialProperty")) {
      String scheme = property.attribute("schemeIdUri").orElse("");
      if (scheme.equals(TRICK_MODE)) {
        return false;
      }
      if (!scheme.toLowerCase(Locale.ROOT).startsWith(COLOURS)) {
        flaws.warning(
            told.line(),
            Values.RULE,
            "This %s is left out, because it needs %s".formatted(told.name(), Flaws.cut(scheme)));
        return false;
      }
    }
    return true;
  }

  /// What it carries; empty, with a flaw, when that cannot be played.
  private Optional<Kind> kind(Element set) {
    Optional<Element> first = set.first("Representation");
    List<Element> levels = first.map(one -> List.of(set, one)).orElse(List.of(set));
    String mime =
        nearest(levels, "mimeType").flatMap(e -> e.attribute("mimeType")).orElse("").strip();
    String codecs = nearest(levels, "codecs").flatMap(e -> e.attribute("codecs")).orElse("");
    String content = set.attribute("contentType").orElse("");
    if (content.equals("image") || mime.startsWith("image/")) {
      return Optional.empty(); // small pictures for the time line
    }
    if (content.equals("text") || mime.startsWith("text/") || isText(mime, codecs)) {
      if (mime.equals("text/vtt")) {
        return Optional.of(Kind.TEXT);
      }
      flaws.warning(
          set.line(),
          Values.RULE,
          "Subtitles of type %s are not shown, only WebVTT (text/vtt) is"
              .formatted(Flaws.cut((mime + " " + codecs).strip())));
      return Optional.empty();
    }
    if (content.equals("video") || mime.startsWith("video/")) {
      return Optional.of(Kind.VIDEO);
    }
    if (content.equals("audio") || mime.startsWith("audio/")) {
      return Optional.of(Kind.AUDIO);
    }
    flaws.warning(
        set.line(), Values.RULE, "What this AdaptationSet carries is not told; it is left out");
    return Optional.empty();
  }

  private static boolean isText(String mime, String codecs) {
    return mime.startsWith("application/ttml")
        || codecs.startsWith("stpp")
        || codecs.startsWith("wvtt");
  }
}
