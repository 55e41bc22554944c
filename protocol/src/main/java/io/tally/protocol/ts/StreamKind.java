// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.Track;
import io.tally.encoder.packet.VideoCodec;

/// How is a track announced in the table of a programme (ISO/IEC 13818-1 table 2-34)?
public enum StreamKind {
  /// ISO/IEC 14496-10.
  H264(0x1B, Track.VIDEO),
  /// ISO/IEC 23008-2.
  HEVC(0x24, Track.VIDEO),
  /// ISO/IEC 13818-7 syntax, that is in ADTS.
  AAC(0x0F, Track.AUDIO),
  /// Private data with the registration "Opus" (ETSI TS 101 154 has no number for it).
  OPUS(0x06, Track.AUDIO);

  /// The registration that makes private data Opus, as a number.
  public static final int OPUS_REGISTRATION = 0x4F707573;

  private final int type;
  private final Track track;

  StreamKind(int type, Track track) {
    this.type = type;
    this.track = track;
  }

  /// The stream_type.
  public int type() {
    return type;
  }

  /// Pictures or sound.
  public Track track() {
    return track;
  }

  /// Of a codec of sound.
  public static StreamKind of(AudioCodec codec) {
    return switch (codec) {
      case AAC -> AAC;
      case OPUS -> OPUS;
    };
  }

  /// Of a codec of pictures.
  ///
  /// @throws IllegalArgumentException for AV1, with a sentence for a person
  public static StreamKind of(VideoCodec codec) {
    return switch (codec) {
      case H264 -> H264;
      case HEVC -> HEVC;
      case AV1 ->
          throw new IllegalArgumentException(
              "SRT carries MPEG-TS, in which receivers understand no AV1: choose H.264 or HEVC for this destination.");
    };
  }
}
