// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What does a segment really hold?
///
/// @param kind its container
/// @param video the first stream of pictures
/// @param audio all streams of sound
/// @param tablesFirst MPEG-TS: PAT and PMT come before any media
/// @param counterErrors MPEG-TS: how often a continuity counter did not run on
/// @param timeTold packed audio: an ID3 timestamp comes first; WebVTT: it has X-TIMESTAMP-MAP
/// @param bytes how long it is
public record SegmentFacts(
    Kind kind,
    Optional<Video> video,
    List<Audio> audio,
    boolean tablesFirst,
    int counterErrors,
    boolean timeTold,
    long bytes) {
  public SegmentFacts {
    audio = List.copyOf(audio);
  }

  /// Which container?
  public enum Kind {
    /// MPEG transport stream.
    TS,
    /// Fragmented MP4.
    FMP4,
    /// AAC, MP3 or AC-3 without a container.
    PACKED_AUDIO,
    /// Text.
    WEBVTT,
    /// None of these; perhaps encrypted.
    UNKNOWN
  }

  /// When are its samples?
  ///
  /// @param firstNs first presentation time in the container's own clock, ns
  /// @param endNs where its last sample ends, ns
  /// @param firstDecodeNs first decode time, ns
  /// @param endDecodeNs where the last sample ends in the order of decoding, ns; empty where the
  ///   container does not tell how long samples last
  /// @param samples how many
  /// @param wrapNs after which the clock begins again; 0 when never
  public record Span(
      long firstNs,
      long endNs,
      long firstDecodeNs,
      OptionalLong endDecodeNs,
      int samples,
      long wrapNs) {
    /// Of samples of which the container tells no durations.
    public static Span untold(
        long firstNs, long endNs, long firstDecodeNs, int samples, long wrapNs) {
      return new Span(firstNs, endNs, firstDecodeNs, OptionalLong.empty(), samples, wrapNs);
    }

    /// How long it is, ns.
    public long durationNs() {
      return endNs - firstNs;
    }

    /// How long one sample lasts on average, ns.
    public long sampleNs() {
      return samples == 0 ? 0 : durationNs() / samples;
    }
  }

  /// Pictures.
  ///
  /// @param codec as RFC 6381 writes it; empty when not known
  /// @param width px; 0 when not known
  /// @param height px; 0 when not known
  /// @param transfer of ITU-T H.273: 16 is PQ, 18 HLG; 0 when not known
  /// @param interlaced whether it may be
  /// @param startsWithIdr whether the first picture needs no other
  /// @param keyframesNs presentation times of those pictures, in order
  public record Video(
      String codec,
      int width,
      int height,
      int transfer,
      boolean interlaced,
      Span span,
      boolean startsWithIdr,
      List<Long> keyframesNs) {
    public Video {
      keyframesNs = List.copyOf(keyframesNs);
    }

    /// Pictures a second; 0 when there are too few to know.
    public double framesPerSecond() {
      return span.samples() < 2 || span.durationNs() <= 0
          ? 0
          : span.samples() * 1e9 / span.durationNs();
    }
  }

  /// Sound.
  ///
  /// @param codec as RFC 6381 writes it; empty when not known
  /// @param sampleRate Hz; 0 when not known
  /// @param channels 0 when not known
  public record Audio(String codec, int sampleRate, int channels, Span span) {}

  /// Nothing is known but its length.
  static SegmentFacts unknown(long bytes) {
    return new SegmentFacts(Kind.UNKNOWN, Optional.empty(), List.of(), false, 0, false, bytes);
  }
}
