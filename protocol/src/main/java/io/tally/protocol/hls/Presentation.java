// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls;

import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.hls.playlist.MediaPlaylist;
import io.tally.protocol.hls.playlist.MultivariantPlaylist;
import io.tally.protocol.hls.playlist.Segment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What do the two playlists say now, from the first segment to EXT-X-ENDLIST?
///
/// Threads: one changes it; [#file] from any.
final class Presentation {
  private record Files(HlsFile media, HlsFile multivariant) {}

  private final SegmentCutter cutter;
  private final Duration wanted;
  private boolean independent = true;
  private boolean ended;
  private List<Segment> segments = List.of();
  private long peakBps;
  private volatile @Nullable Files files;

  /// @param wanted how long a segment should be
  Presentation(Duration wanted) {
    this.wanted = wanted;
    cutter = new SegmentCutter(wanted.toNanos());
  }

  /// Decides where the segments of this playlist end.
  SegmentCutter cutter() {
    return cutter;
  }

  /// Whether it has no segment yet, and so no playlist.
  boolean empty() {
    return segments.isEmpty();
  }

  /// Takes notice of a new segment.
  ///
  /// @param listed all that are to be listed, the new one last
  /// @param newestIndependent the new one begins with a keyframe
  /// @param framesPerSecond 0 when there is no picture
  void add(
      List<Segment> listed,
      boolean newestIndependent,
      StreamParameters parameters,
      double framesPerSecond) {
    segments = listed;
    // A header must not change (rfc8216bis 6.2.1), but to go on saying something false is worse.
    independent &= newestIndependent;
    Segment newest = listed.getLast();
    // The peak is that of half a target duration or more (rfc8216bis 4.4.6.2).
    if (peakBps == 0 || newest.durationNs() * 2 >= cutter.targetSeconds() * 1_000_000_000L) {
      peakBps = Math.max(peakBps, newest.bitrateBps());
    }
    MultivariantPlaylist variants =
        new MultivariantPlaylist(parameters, framesPerSecond, peakBps, averageBps());
    files = new Files(media(), HlsFile.playlist(variants.text()));
  }

  /// Adds EXT-X-ENDLIST.
  void end() {
    ended = true;
    Files before = files;
    if (before != null) {
      files = new Files(media(), before.multivariant());
    }
  }

  private HlsFile media() {
    return HlsFile.playlist(
        new MediaPlaylist(cutter.targetSeconds(), independent, ended, segments).text());
  }

  /// Bit rate over the listed segments, bit/s.
  long averageBps() {
    long bytes = 0;
    long ns = 0;
    for (Segment segment : segments) {
      bytes += segment.size();
      ns += segment.durationNs();
    }
    return ns == 0 ? 0 : Math.round(bytes * 8e9 / ns);
  }

  /// How many segments are listed.
  int size() {
    return segments.size();
  }

  /// What the sender should change, or null.
  @Nullable String advice() {
    long target = cutter.targetSeconds();
    if (!independent) {
      return "The sender's keyframes are more than "
          + target
          + " s apart, so that not every segment begins with one; set its keyframe interval to "
          + wanted.toSeconds()
          + " s.";
    }
    if (target > wanted.toSeconds()) {
      return "The sender's keyframes are about "
          + target
          + " s apart, so viewers are some "
          + 3 * target
          + " s behind; set its keyframe interval to "
          + wanted.toSeconds()
          + " s.";
    }
    return null;
  }

  /// One of the two playlists, once there is a segment.
  Optional<HlsFile> file(String name) {
    Files present = files;
    if (present == null) {
      return Optional.empty();
    }
    return switch (name) {
      case MediaPlaylist.FILE -> Optional.of(present.media());
      case MultivariantPlaylist.FILE -> Optional.of(present.multivariant());
      default -> Optional.empty();
    };
  }
}
