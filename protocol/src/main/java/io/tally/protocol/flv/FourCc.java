// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.flv;

import io.tally.encoder.packet.AudioCodec;
import io.tally.encoder.packet.VideoCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// By which four letters does Enhanced RTMP call a codec (v2, "Enhanced Video", "Enhanced Audio")?
public final class FourCc {
  private FourCc() {}

  /// Of a picture's codec.
  public static String of(VideoCodec codec) {
    return switch (codec) {
      case H264 -> "avc1";
      case HEVC -> "hvc1";
      case AV1 -> "av01";
    };
  }

  /// Of a sound's codec.
  public static String of(AudioCodec codec) {
    return switch (codec) {
      case AAC -> "mp4a";
      case OPUS -> "Opus";
    };
  }

  /// As a number, for `onMetaData`: the letters' bytes, the first one highest.
  public static long number(String fourCc) {
    return bytes(fourCc).getInt() & 0xFFFFFFFFL;
  }

  static ByteBuffer bytes(String fourCc) {
    return StandardCharsets.ISO_8859_1.encode(fourCc);
  }

  /// The picture codec that is called so, of those that are taken here.
  static Optional<VideoCodec> video(String fourCc) {
    return Arrays.stream(VideoCodec.values()).filter(c -> of(c).equals(fourCc)).findFirst();
  }

  /// The sound codec that is called so, of those that are taken here.
  static Optional<AudioCodec> audio(String fourCc) {
    return Arrays.stream(AudioCodec.values()).filter(c -> of(c).equals(fourCc)).findFirst();
  }

  /// A peer's letters, fit to be shown.
  static String shown(String fourCc) {
    return fourCc.replaceAll("[^A-Za-z0-9.-]", "?");
  }
}
