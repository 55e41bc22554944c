// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls.playlist;

import java.nio.ByteBuffer;
import java.time.Instant;

/// What does a playlist say about one segment, and what are its bytes?
///
/// @param sequence its media sequence number
/// @param epoch its discontinuity number: counts the timelines of the stream
/// @param discontinuity it is the first of its timeline and not of its playlist
/// @param durationNs length of the presentation, ns
/// @param dateTime wall clock of its first picture or sound
/// @param init the initialisation segment it needs
/// @param bytes `moof` and `mdat`, read-only
public record Segment(
    long sequence,
    long epoch,
    boolean discontinuity,
    long durationNs,
    Instant dateTime,
    Init init,
    ByteBuffer bytes) {
  /// The initialisation segment of one timeline.
  ///
  /// @param number the media sequence number of the first segment that used it
  /// @param bytes `ftyp` and `moov`, read-only
  public record Init(long number, ByteBuffer bytes) {
    public Init {
      bytes = bytes.asReadOnlyBuffer();
    }

    /// Its name beside the playlist.
    public String file() {
      return "init-" + number + ".mp4";
    }

    /// The bytes, with a position and limit of the caller's own.
    @Override
    public ByteBuffer bytes() {
      return bytes.duplicate();
    }
  }

  public Segment {
    bytes = bytes.asReadOnlyBuffer();
  }

  /// Its name beside the playlist.
  public String file() {
    return sequence + ".m4s";
  }

  /// The bytes, with a position and limit of the caller's own.
  @Override
  public ByteBuffer bytes() {
    return bytes.duplicate();
  }

  /// Bytes.
  public int size() {
    return bytes.remaining();
  }

  /// Bit rate over its own length, bit/s.
  public long bitrateBps() {
    return durationNs == 0 ? 0 : Math.round(size() * 8e9 / durationNs);
  }
}
