// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls.playlist;

import io.tally.encoder.packet.CodecParameters;
import io.tally.encoder.packet.StreamParameters;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How are the codecs of a programme called in CODECS? (RFC 6381)
final class CodecNames {
  private CodecNames() {}

  static String of(StreamParameters parameters) {
    List<String> names = new ArrayList<>();
    CodecParameters.Video video = parameters.video();
    if (video != null) {
      names.add(h264(video.config()));
    }
    CodecParameters.Audio audio = parameters.audio();
    if (audio != null) {
      names.add("mp4a.40." + audioObjectType(audio.config()));
    }
    return String.join(",", names);
  }

  /// Profile, constraints and level stand in bytes 1 to 3 (ISO/IEC 14496-15 5.3.3.1).
  private static String h264(ByteBuffer avcC) {
    int at = avcC.position();
    return String.format(
        Locale.ROOT, "avc1.%02X%02X%02X", avcC.get(at + 1), avcC.get(at + 2), avcC.get(at + 3));
  }

  /// ISO/IEC 14496-3 1.6.2.1: five bits, of which 31 means six more.
  private static int audioObjectType(ByteBuffer specificConfig) {
    int at = specificConfig.position();
    int first = specificConfig.get(at) & 0xFF;
    int type = first >> 3;
    if (type != 31) {
      return type;
    }
    return 32 + ((first & 7) << 3 | (specificConfig.get(at + 1) & 0xFF) >> 5);
  }
}
