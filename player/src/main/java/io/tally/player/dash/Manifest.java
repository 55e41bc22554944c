// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tally.player.aes.KeyChoice;
import io.tally.player.dash.mpd.ClockSource;
import io.tally.player.dash.mpd.Mpd;
import io.tally.player.dash.mpd.Mpd.Kind;
import io.tally.player.dash.mpd.MpdReader;
import io.tally.player.dash.xml.Element;
import io.tally.player.dash.xml.Values;
import io.tally.player.dash.xml.XmlText;
import io.tally.player.playlist.Flaw;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.text.Flaws;
import io.tally.player.playlist.text.PlaylistText;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which playlists does the text of an MPD stand for (MPEG-DASH, ISO/IEC 23009-1)?
///
/// The MPD's own address stands for a multivariant playlist; the addresses in that one, which are
/// the same with a fragment, for media playlists. Never throws on what it is given: what is wrong
/// becomes a [Flaw] with its line, and what cannot be understood is left out. Threads: any.
public final class Manifest {
  private static final Pattern ROOT = Pattern.compile("<(?:[\\w.-]{1,32}:)?MPD[\\s>/]");
  private static final int HEAD_BYTES = 16 << 10;
  private static final int MOST_INDEXES = 32;

  private final URI uri;
  private final Optional<Mpd> mpd;
  private final Optional<String> problem;
  private final List<Flaw> flaws;

  private Manifest(URI uri, Optional<Mpd> mpd, Optional<String> problem, List<Flaw> flaws) {
    this.uri = uri;
    this.mpd = mpd;
    this.problem = problem;
    this.flaws = flaws;
  }

  /// Whether bytes are an MPD, as far as their beginning tells.
  public static boolean isManifest(byte[] bytes) {
    int at = bytes.length >= 3 && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB ? 3 : 0;
    while (at < bytes.length && (bytes[at] == ' ' || (bytes[at] >= '\t' && bytes[at] <= '\r'))) {
      at++;
    }
    if (at >= bytes.length || bytes[at] != '<') {
      return false;
    }
    String head = new String(bytes, at, Math.min(HEAD_BYTES, bytes.length - at), ISO_8859_1);
    return ROOT.matcher(head).find();
  }

  /// Reads one.
  ///
  /// @param uri where it came from, after redirects
  public static Manifest read(URI uri, byte[] bytes) {
    URI document = TrackAddress.document(uri);
    if (bytes.length > PlaylistText.MOST_BYTES) {
      return none(
          document,
          "has %d bytes, the limit is %d".formatted(bytes.length, PlaylistText.MOST_BYTES));
    }
    XmlText text = XmlText.read(bytes);
    Optional<Element> root = text.root().filter(found -> found.name().equals("MPD"));
    if (root.isEmpty()) {
      return none(document, "cannot be read: " + text.problem().orElse("its root is no MPD"));
    }
    Flaws flaws = new Flaws();
    Mpd mpd = new MpdReader(document, root.get(), flaws).read();
    return new Manifest(document, Optional.of(mpd), Optional.empty(), flaws.all());
  }

  private static Manifest none(URI uri, String problem) {
    Flaws flaws = new Flaws();
    flaws.error(0, Values.RULE, "The MPD " + problem);
    return new Manifest(uri, Optional.empty(), Optional.of("The MPD " + problem), flaws.all());
  }

  /// Where its clock can be read, in order; nothing needs to be asked for a recording.
  public List<ClockSource> clocks() {
    return mpd.filter(Mpd::dynamic).map(Mpd::clocks).orElse(List.of());
  }

  /// Where it wants to be asked for from now on.
  public Optional<URI> location() {
    return mpd.flatMap(Mpd::location);
  }

  /// The indexes that must be loaded before a track's playlist is known.
  ///
  /// @param address what was asked for, with its fragment
  public List<IndexPlace> indexes(URI address) {
    Optional<TrackAddress> track = TrackAddress.of(address);
    if (mpd.isEmpty() || track.isEmpty()) {
      return List.of();
    }
    List<IndexPlace> all =
        new MediaBuilder(mpd.get(), track.get(), Instant.EPOCH, new Flaws()).indexes();
    return all.stream().distinct().limit(MOST_INDEXES).toList();
  }

  /// What an address stands for.
  ///
  /// @param address what was asked for, with its fragment
  /// @param now by the server's clock
  /// @param indexes what was loaded of [#indexes]
  /// @param before as it was, when it was loaded before
  public Playlist playlist(
      URI address, Instant now, Map<IndexPlace, byte[]> indexes, Optional<MediaPlaylist> before) {
    if (mpd.isEmpty()) {
      return new Playlist.Unreadable(uri, problem.orElseThrow(), flaws);
    }
    Optional<TrackAddress> track = TrackAddress.of(address);
    if (track.isPresent()) {
      Flaws own = new Flaws(flaws);
      return new MediaBuilder(mpd.get(), track.get(), now, own).read(uri, indexes, before);
    }
    Optional<String> locked = locked(mpd.get());
    boolean playable =
        mpd.get().periods().stream()
            .flatMap(period -> period.tracks().stream())
            .anyMatch(each -> each.kind() != Kind.TEXT);
    if (locked.isPresent() || !playable) {
      String why =
          locked.orElse("The MPD names neither pictures nor sound that can be played here");
      return new Playlist.Unreadable(uri, why, flaws);
    }
    return Offers.of(uri, mpd.get(), flaws);
  }

  /// Why none of it can be played, when all of it is encrypted.
  private static Optional<String> locked(Mpd mpd) {
    List<Mpd.Version> all =
        mpd.periods().stream()
            .flatMap(period -> period.tracks().stream())
            .filter(track -> track.kind() != Kind.TEXT)
            .flatMap(track -> track.versions().stream())
            .toList();
    boolean open = all.stream().anyMatch(version -> version.keys().isEmpty());
    return open || all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The stream is encrypted %s (ContentProtection of the Representation in line %d) and cannot be played here: ask its sender for one in the clear"
                .formatted(KeyChoice.named(all.getFirst().keys()), all.getFirst().line()));
  }
}
