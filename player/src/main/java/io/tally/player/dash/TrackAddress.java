// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.dash.mpd.Mpd.Kind;
import io.tally.player.dash.mpd.Mpd.Period;
import io.tally.player.dash.mpd.Mpd.Track;
import io.tally.player.dash.mpd.Mpd.Version;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which version of which track of an MPD has this address?
///
/// All tracks of an MPD lie in one document, while the rest of the player knows each playlist by an
/// address of its own. So the address of a track is that of the MPD with a fragment, which is never
/// sent to a server. In each Period the version with the same id is taken; where there is none, the
/// one at the same place.
///
/// @param track its place among those of its kind, from 0
/// @param version its place among the track's, lowest bandwidth first, from 0
/// @param copy which of several base addresses, from 0
/// @param id of the Representation
record TrackAddress(Kind kind, int track, int version, int copy, String id) {
  private static final Pattern FRAGMENT =
      Pattern.compile("dash-(video|audio|text)-(\\d{1,4})-(\\d{1,4})-(\\d)-(.*)");

  /// What an address names, when it names a track.
  static Optional<TrackAddress> of(URI address) {
    String fragment = address.getRawFragment();
    Matcher parts = FRAGMENT.matcher(fragment == null ? "" : fragment);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new TrackAddress(
              Kind.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(3)),
              Integer.parseInt(parts.group(4)),
              URLDecoder.decode(parts.group(5), UTF_8)));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // a person's own fragment that looks like one of these
    }
  }

  /// The address without what it names in the document.
  static URI document(URI address) {
    String text = address.toString();
    int hash = text.indexOf('#');
    return hash < 0 ? address : URI.create(text.substring(0, hash));
  }

  /// The address of this in a document.
  URI in(URI document) {
    return URI.create(
        "%s#dash-%s-%d-%d-%d-%s"
            .formatted(
                document(document),
                kind.name().toLowerCase(Locale.ROOT),
                track,
                version,
                copy,
                URLEncoder.encode(id, UTF_8)));
  }

  /// What this is in a Period; empty where that has nothing of its kind.
  Optional<Version> in(Period period) {
    List<Track> tracks = period.tracks(kind);
    if (tracks.isEmpty()) {
      return Optional.empty();
    }
    List<Version> own = tracks.get(Math.min(track, tracks.size() - 1)).versions();
    Optional<Version> same = own.stream().filter(each -> each.id().equals(id)).findFirst();
    return same.or(() ->
            tracks.stream()
                .flatMap(each -> each.versions().stream())
                .filter(each -> each.id().equals(id))
                .findFirst())
        .or(() -> Optional.of(own.get(Math.min(version, own.size() - 1))));
  }
}
