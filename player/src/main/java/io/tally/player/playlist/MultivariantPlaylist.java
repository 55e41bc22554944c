// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Which variants of a stream are offered?
///
/// @param version of EXT-X-VERSION; 1 without it
/// @param independentSegments holds for every variant's playlist
/// @param start where the author wants viewers to begin
/// @param variables of EXT-X-DEFINE, which media playlists may import
/// @param variants in order
/// @param iframeVariants of pictures only, for fast winding (EXT-X-I-FRAME-STREAM-INF)
/// @param renditions other sound, picture and text (EXT-X-MEDIA)
/// @param sessionKeys that media playlists will name (EXT-X-SESSION-KEY)
/// @param steering which server decides between pathways
/// @param unknownTags kept as they stood
public record MultivariantPlaylist(
    URI uri,
    int version,
    boolean independentSegments,
    Optional<MediaHeader.Start> start,
    Map<String, String> variables,
    List<Variant> variants,
    List<Variant> iframeVariants,
    List<Rendition> renditions,
    List<SessionData> sessionData,
    List<EncryptionKey> sessionKeys,
    Optional<Steering> steering,
    List<Tag> unknownTags,
    List<Flaw> flaws)
    implements Playlist {
  public MultivariantPlaylist {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    variants = List.copyOf(variants);
    iframeVariants = List.copyOf(iframeVariants);
    renditions = List.copyOf(renditions);
    sessionData = List.copyOf(sessionData);
    sessionKeys = List.copyOf(sessionKeys);
    unknownTags = List.copyOf(unknownTags);
    flaws = List.copyOf(flaws);
  }

  /// One variant (EXT-X-STREAM-INF, RFC 8216bis 4.4.6.2).
  ///
  /// @param uri of its media playlist, absolute
  /// @param bandwidthBps peak bit rate; 0 when missing, which is a flaw
  /// @param averageBandwidthBps when told
  /// @param width px; 0 when not told
  /// @param height px; 0 when not told
  /// @param codecs as told (RFC 6381); empty when not told
  /// @param supplementalCodecs as told; empty when not told
  /// @param framesPerSecond when told
  /// @param videoRange SDR, HLG or PQ, when told
  /// @param score how much the author prefers it, when told
  /// @param hdcpLevel content protection that the output needs, when told
  /// @param allowedCpc content protection configurations, when told
  /// @param videoLayout REQ-VIDEO-LAYOUT, when told
  /// @param pathwayId for content steering; `.` when not told
  /// @param line of its tag
  public record Variant(
      URI uri,
      long bandwidthBps,
      OptionalLong averageBandwidthBps,
      int width,
      int height,
      String codecs,
      String supplementalCodecs,
      OptionalDouble framesPerSecond,
      Optional<String> videoRange,
      OptionalDouble score,
      Optional<String> hdcpLevel,
      Optional<String> allowedCpc,
      Optional<String> videoLayout,
      Optional<String> stableId,
      String pathwayId,
      Groups groups,
      int line) {
    /// Where its sound is, when it is not in the variant itself.
    public Optional<String> audioGroup() {
      return groups.audio();
    }

    /// Whether another is the same at another address: what is told of the media does not differ.
    public boolean isAlike(Variant other) {
      return (stableId.isPresent() && other.stableId.isPresent())
          ? stableId.equals(other.stableId)
          : bandwidthBps == other.bandwidthBps
              && averageBandwidthBps.equals(other.averageBandwidthBps)
              && width == other.width
              && height == other.height
              && codecs.equals(other.codecs)
              && supplementalCodecs.equals(other.supplementalCodecs)
              && framesPerSecond.equals(other.framesPerSecond)
              && videoRange.equals(other.videoRange)
              && videoLayout.equals(other.videoLayout);
    }

    /// The same at another address and on another pathway.
    public Variant at(URI other, String otherPathway) {
      return new Variant(
          other,
          bandwidthBps,
          averageBandwidthBps,
          width,
          height,
          codecs,
          supplementalCodecs,
          framesPerSecond,
          videoRange,
          score,
          hdcpLevel,
          allowedCpc,
          videoLayout,
          stableId,
          otherPathway,
          groups,
          line);
    }

    /// Whether its codecs name a picture, or its size is told.
    public boolean hasVideo() {
      return width > 0 || codecs.matches("(?i).*\\b(avc|hvc|hev|dvh|vp0|av01).*");
    }
  }

  /// Which groups of renditions belong to a variant?
  public record Groups(
      Optional<String> audio,
      Optional<String> video,
      Optional<String> subtitles,
      Optional<String> closedCaptions) {}

  /// What else is told about the session (EXT-X-SESSION-DATA)?
  public record SessionData(
      String id,
      Optional<String> value,
      Optional<URI> uri,
      String format,
      Optional<String> language,
      int line) {}

  /// Which server decides between pathways (EXT-X-CONTENT-STEERING)?
  ///
  /// @param pathwayId where to begin; `.` when not told
  public record Steering(URI serverUri, String pathwayId, int line) {}
}
