// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash;

import io.tally.player.dash.mpd.Mpd;
import io.tally.player.dash.mpd.Mpd.Kind;
import io.tally.player.dash.mpd.Mpd.Period;
import io.tally.player.dash.mpd.Mpd.Track;
import io.tally.player.dash.mpd.Mpd.Version;
import io.tally.player.playlist.Flaw;
import io.tally.player.playlist.MultivariantPlaylist;
import io.tally.player.playlist.MultivariantPlaylist.Groups;
import io.tally.player.playlist.MultivariantPlaylist.Variant;
import io.tally.player.playlist.Rendition;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/// Which variants and renditions does an MPD offer?
///
/// Each version of the pictures is a variant, each track of sound and text a rendition. The sound
/// comes in as many groups as its tracks have versions at most, and a better picture goes with a
/// better sound. Without pictures the versions of the first sound are the variants. Several base
/// addresses are the same variants at other places.
final class Offers {
  private static final String TEXT_GROUP = "text";
  private static final Set<String> ASIDE = Set.of("commentary", "description", "easyreader");

  private final URI document;
  private final Period period;
  private final List<Track> sounds;
  private final int soundVersions;
  private final List<Rendition> renditions = new ArrayList<>();
  private final List<Variant> variants = new ArrayList<>();

  private Offers(URI document, Period period) {
    this.document = document;
    this.period = period;
    sounds = period.tracks(Kind.VIDEO).isEmpty() ? List.of() : period.tracks(Kind.AUDIO);
    soundVersions = sounds.stream().mapToInt(track -> track.versions().size()).max().orElse(0);
  }

  /// Those of the Period that offers most.
  ///
  /// @param uri where the MPD came from
  static MultivariantPlaylist of(URI uri, Mpd mpd, List<Flaw> flaws) {
    Optional<Period> richest = Optional.empty();
    for (Period each : mpd.periods()) {
      if (richest.filter(best -> size(best) >= size(each)).isEmpty()) {
        richest = Optional.of(each);
      }
    }
    Optional<Offers> made =
        richest.map(best -> new Offers(mpd.location().orElse(uri), best).make());
    return new MultivariantPlaylist(
        uri,
        1,
        false,
        Optional.empty(),
        Map.of(),
        made.map(offers -> offers.variants).orElse(List.of()),
        List.of(),
        made.map(offers -> offers.renditions).orElse(List.of()),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        flaws);
  }

  private static int size(Period period) {
    return period.tracks().stream().mapToInt(track -> track.versions().size()).sum();
  }

  private Offers make() {
    List<Track> pictures = period.tracks(Kind.VIDEO);
    Kind kind = pictures.isEmpty() ? Kind.AUDIO : Kind.VIDEO;
    // Of several sounds without a picture only one can be the stream; a person hears the first.
    List<Track> main =
        pictures.isEmpty() ? period.tracks(kind).stream().limit(1).toList() : main(pictures);
    int copies =
        main.stream()
            .flatMap(track -> track.versions().stream())
            .mapToInt(version -> version.bases().size())
            .max()
            .orElse(0);
    for (int copy = 0; copy < copies; copy++) {
      sounds(copy);
      texts(copy);
      for (Track track : main) {
        int number = period.tracks(kind).indexOf(track);
        int count = track.versions().size();
        for (int i = 0; i < count; i++) {
          variants.add(variant(track.versions().get(i), new Place(kind, number, i, count, copy)));
        }
      }
    }
    return this;
  }

  /// Other cameras are left out where the main one is told.
  private static List<Track> main(List<Track> pictures) {
    List<Track> told = pictures.stream().filter(track -> track.roles().contains("main")).toList();
    return told.isEmpty() ? pictures : told;
  }

  /// @param version its place in the track
  /// @param versions how many that has
  private record Place(Kind kind, int track, int version, int versions, int copy) {
    TrackAddress address(String id) {
      return new TrackAddress(kind, track, version, copy, id);
    }
  }

  private Variant variant(Version version, Place place) {
    int better = Math.max(1, place.versions() - 1);
    int quality = Math.round((float) place.version() * (soundVersions - 1) / better);
    int group = place.versions() == 1 ? soundVersions - 1 : quality;
    Optional<Version> sound = sounds.stream().findFirst().map(track -> at(track, group));
    boolean texts = !period.tracks(Kind.TEXT).isEmpty();
    return new Variant(
        place.address(version.id()).in(document),
        version.bandwidthBps() + sound.map(Version::bandwidthBps).orElse(0L),
        OptionalLong.empty(),
        version.width(),
        version.height(),
        sound
            .map(Version::codecs)
            .filter(codecs -> !codecs.isEmpty() && !version.codecs().isEmpty())
            .map(codecs -> version.codecs() + "," + codecs)
            .orElse(version.codecs()),
        "",
        version.framesPerSecond(),
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        // Two that are told alike are two all the same, and their copies are not.
        Optional.of("%s %d %d".formatted(version.id(), place.track(), place.version())),
        ".",
        new Groups(
            sound.map(_ -> group("sound", group, place.copy())),
            Optional.empty(),
            texts ? Optional.of(group(TEXT_GROUP, 0, place.copy())) : Optional.empty(),
            Optional.empty()),
        version.line());
  }

  private static String group(String name, int quality, int copy) {
    return name + (quality > 0 ? "-" + (quality + 1) : "") + (copy > 0 ? "@" + copy : "");
  }

  private static Version at(Track track, int quality) {
    return track.versions().get(Math.min(quality, track.versions().size() - 1));
  }

  private void sounds(int copy) {
    int preferred = preferred();
    for (int quality = 0; quality < soundVersions; quality++) {
      Set<String> names = new HashSet<>();
      for (int i = 0; i < sounds.size(); i++) {
        Track track = sounds.get(i);
        Version version = at(track, quality);
        int index = track.versions().indexOf(version);
        renditions.add(
            rendition(
                "AUDIO",
                group("sound", quality, copy),
                name(track, "Sound", i, names),
                track,
                version,
                new Place(Kind.AUDIO, i, index, track.versions().size(), copy),
                i == preferred));
      }
    }
  }

  private int preferred() {
    for (int i = 0; i < sounds.size(); i++) {
      if (sounds.get(i).roles().contains("main")) {
        return i;
      }
    }
    return 0;
  }

  private void texts(int copy) {
    List<Track> texts = period.tracks(Kind.TEXT);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < texts.size(); i++) {
      Track track = texts.get(i);
      renditions.add(
          rendition(
              "SUBTITLES",
              group(TEXT_GROUP, 0, copy),
              name(track, "Subtitles", i, names),
              track,
              at(track, 0),
              new Place(Kind.TEXT, i, 0, track.versions().size(), copy),
              false));
    }
  }

  /// Unlike the others of its group: by its name it is found again.
  private static String name(Track track, String kind, int index, Set<String> taken) {
    String told = track.label().or(track::language).orElse(kind + " " + (index + 1));
    String name = taken.contains(told) ? "%s (%d)".formatted(told, index + 1) : told;
    taken.add(name);
    return name;
  }

  private Rendition rendition(
      String type,
      String group,
      String name,
      Track track,
      Version version,
      Place place,
      boolean preferred) {
    boolean aside = track.roles().stream().anyMatch(ASIDE::contains);
    return new Rendition(
        type,
        Optional.of(place.address(version.id()).in(document)),
        group,
        name,
        track.language(),
        Optional.empty(),
        Optional.empty(),
        preferred,
        !aside,
        track.roles().stream().anyMatch(role -> role.startsWith("forced")),
        Optional.empty(),
        track.roles().isEmpty() ? Optional.empty() : Optional.of(String.join(",", track.roles())),
        version.channels(),
        OptionalLong.empty(),
        version.sampleRate(),
        version.line());
  }
}
