// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash.mpd;

import io.tally.player.playlist.EncryptionKey;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What does an MPD say, level by level (ISO/IEC 23009-1 5.3)?
///
/// @param dynamic more of it may come
/// @param begins availabilityStartTime of a dynamic one: the wall clock of its time 0
/// @param durationNs of the whole presentation, when told
/// @param longestSegmentNs when told
/// @param windowNs how long a segment can be had after it was made, when told
/// @param delayNs how far behind live it wants to be played, when told
/// @param location where it is to be asked for from now on, when told
/// @param clocks where its clock can be read, in order
/// @param periods in order
public record Mpd(
    boolean dynamic,
    Optional<Instant> begins,
    OptionalLong durationNs,
    OptionalLong longestSegmentNs,
    OptionalLong windowNs,
    OptionalLong delayNs,
    Optional<URI> location,
    List<ClockSource> clocks,
    List<Period> periods) {
  public Mpd {
    clocks = List.copyOf(clocks);
    periods = List.copyOf(periods);
  }

  /// A stretch of time with tracks of its own.
  ///
  /// @param startNs from the beginning of the presentation
  /// @param endNs when it is known
  public record Period(long startNs, OptionalLong endNs, List<Track> tracks, int line) {
    public Period {
      tracks = List.copyOf(tracks);
    }

    public List<Track> tracks(Kind kind) {
      return tracks.stream().filter(track -> track.kind() == kind).toList();
    }
  }

  /// What does a track carry?
  public enum Kind {
    /// Pictures, and maybe sound beside them.
    VIDEO,
    /// Sound.
    AUDIO,
    /// Subtitles.
    TEXT
  }

  /// An AdaptationSet: one track in several qualities.
  ///
  /// @param language when told
  /// @param label for people, when told
  /// @param roles of the scheme urn:mpeg:dash:role:2011
  /// @param versions by bandwidth, lowest first; one at least
  public record Track(
      Kind kind,
      Optional<String> language,
      Optional<String> label,
      List<String> roles,
      List<Version> versions) {
    public Track {
      roles = List.copyOf(roles);
      versions = List.copyOf(versions);
    }
  }

  /// A Representation: a track in one quality.
  ///
  /// @param bases where its addresses start; one at least, each another place of the same
  /// @param keys how it is encrypted; empty when it is not
  public record Version(
      String id,
      long bandwidthBps,
      int width,
      int height,
      String codecs,
      OptionalDouble framesPerSecond,
      Optional<String> channels,
      OptionalLong sampleRate,
      Addressing addressing,
      List<URI> bases,
      List<EncryptionKey> keys,
      int line) {
    public Version {
      bases = List.copyOf(bases);
      keys = List.copyOf(keys);
    }

    /// Where its addresses start.
    ///
    /// @param copy which of several places; the first where there are not as many
    public URI base(int copy) {
      return bases.get(copy < bases.size() ? copy : 0);
    }
  }
}
