// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Which variants of a stream are offered?
///
/// @param version of EXT-X-VERSION; 1 without it
/// @param independentSegments holds for every variant's playlist
/// @param variants in order
/// @param unknownTags kept as they stood
public record MultivariantPlaylist(
    URI uri,
    int version,
    boolean independentSegments,
    List<Variant> variants,
    List<Tag> unknownTags,
    List<Finding> findings)
    implements Playlist {
  public MultivariantPlaylist {
    variants = List.copyOf(variants);
    unknownTags = List.copyOf(unknownTags);
    findings = List.copyOf(findings);
  }

  /// One variant (EXT-X-STREAM-INF).
  ///
  /// @param uri of its media playlist, absolute
  /// @param bandwidthBps peak bit rate; 0 when missing, which is a finding
  /// @param width px; 0 when not told
  /// @param height px; 0 when not told
  /// @param codecs as told (RFC 6381); empty when not told
  /// @param framesPerSecond when told
  /// @param audioGroup where its sound is, when it is not in the variant itself
  /// @param line of its tag
  public record Variant(
      URI uri,
      long bandwidthBps,
      int width,
      int height,
      String codecs,
      OptionalDouble framesPerSecond,
      Optional<String> audioGroup,
      int line) {}
}
