// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Which bytes carry a stretch of the media, and when is it?
///
/// @param mediaSequence its number in the stream
/// @param discontinuitySequence which timeline it belongs to (RFC 8216 6.2.1)
/// @param uri absolute
/// @param durationNs of EXTINF, ns
/// @param startNs from the start of the playlist it stands in, ns
/// @param range which part of the resource; empty for all of it
/// @param init what a demuxer must read before it (EXT-X-MAP)
/// @param discontinuity an EXT-X-DISCONTINUITY stands before it
/// @param programDateTime wall clock of its first sample, as told or as it follows from the last
///   one told
/// @param gap the segment is announced as missing (EXT-X-GAP)
/// @param keys how it is encrypted, any one of which will do; empty when it is not
/// @param bitrateBps as told by EXT-X-BITRATE, bit/s
/// @param parts what it was announced as before it was whole
/// @param line where its address stands, from 1
public record Segment(
    long mediaSequence,
    long discontinuitySequence,
    URI uri,
    long durationNs,
    long startNs,
    Optional<ByteRange> range,
    Optional<InitSection> init,
    boolean discontinuity,
    Optional<Instant> programDateTime,
    boolean gap,
    List<EncryptionKey> keys,
    OptionalLong bitrateBps,
    List<Part> parts,
    int line) {
  public Segment {
    keys = List.copyOf(keys);
    parts = List.copyOf(parts);
  }

  /// A part of a resource.
  ///
  /// @param offset of the first byte
  /// @param length bytes, at least 1
  public record ByteRange(long offset, long length) {
    /// Checks that it names bytes that can exist.
    public ByteRange {
      if (offset < 0 || length < 1 || offset > Long.MAX_VALUE - length) {
        throw new IllegalArgumentException("No such range of bytes: " + length + "@" + offset);
      }
    }

    /// All from a byte on, however many there are.
    public static ByteRange openFrom(long offset) {
      return new ByteRange(offset, Long.MAX_VALUE - offset);
    }

    /// Whether it has no end.
    public boolean isOpen() {
      return length == Long.MAX_VALUE - offset;
    }

    /// As a request names it (RFC 9110 14.2).
    public String header() {
      return "bytes=" + offset + "-" + (isOpen() ? "" : offset + length - 1);
    }
  }

  /// What a demuxer must read before the first segment that names it.
  ///
  /// @param keys how it is encrypted; empty when it is not
  public record InitSection(URI uri, Optional<ByteRange> range, List<EncryptionKey> keys) {
    public InitSection {
      keys = List.copyOf(keys);
    }

    /// In the clear.
    public InitSection(URI uri, Optional<ByteRange> range) {
      this(uri, range, List.of());
    }
  }

  /// The same segment in a playlist in which it begins elsewhere.
  ///
  /// @param newStartNs from the start of that playlist, ns
  public Segment movedTo(long newStartNs) {
    return new Segment(
        mediaSequence,
        discontinuitySequence,
        uri,
        durationNs,
        newStartNs,
        range,
        init,
        discontinuity,
        programDateTime,
        gap,
        keys,
        bitrateBps,
        parts,
        line);
  }

  /// Whether another snapshot's segment is this one (RFC 8216 6.2.1: a number keeps its address).
  public boolean isSameAs(Segment other) {
    return mediaSequence == other.mediaSequence
        && uri.equals(other.uri)
        && range.equals(other.range)
        && durationNs == other.durationNs;
  }
}
