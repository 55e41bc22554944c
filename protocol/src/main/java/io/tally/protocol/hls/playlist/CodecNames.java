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
      names.add(
          switch (video.codec()) {
            case H264 -> h264(video.config());
            case HEVC -> hevc(video.config());
            case AV1 -> av1(video.config());
          });
    }
    CodecParameters.Audio audio = parameters.audio();
    if (audio != null) {
      names.add(
          switch (audio.codec()) {
            case AAC -> "mp4a.40." + audioObjectType(audio.config());
            case OPUS -> "Opus"; // as ISO base media writes it (Opus in ISOBMFF 4.1)
          });
    }
    return String.join(",", names);
  }

  /// Profile, constraints and level stand in bytes 1 to 3 (ISO/IEC 14496-15 5.3.3.1).
  private static String h264(ByteBuffer avcC) {
    int at = avcC.position();
    return String.format(
        Locale.ROOT, "avc1.%02X%02X%02X", avcC.get(at + 1), avcC.get(at + 2), avcC.get(at + 3));
  }

  /// ISO/IEC 14496-15 annex E.3: profile space and profile, compatibility flags with their bits in
  /// reverse order, tier and level, then the constraint bytes without zeros at their end.
  private static String hevc(ByteBuffer hvcC) {
    int at = hvcC.position();
    int profile = hvcC.get(at + 1) & 0xFF;
    StringBuilder name = new StringBuilder("hvc1.");
    if (profile >> 6 > 0) {
      name.append((char) ('A' + (profile >> 6) - 1));
    }
    name.append(profile & 31)
        .append('.')
        .append(Integer.toHexString(Integer.reverse(hvcC.getInt(at + 2))).toUpperCase(Locale.ROOT))
        .append((profile & 32) == 0 ? ".L" : ".H")
        .append(hvcC.get(at + 12) & 0xFF);
    int last = 11;
    while (last > 5 && hvcC.get(at + last) == 0) {
      last--;
    }
    for (int i = 6; i <= last; i++) {
      name.append(String.format(Locale.ROOT, ".%X", hvcC.get(at + i)));
    }
    return name.toString();
  }

  /// AV1-ISOBMFF section 5: profile, level and tier, bit depth; the rest is that of most streams.
  private static String av1(ByteBuffer av1C) {
    int at = av1C.position();
    int profileAndLevel = av1C.get(at + 1) & 0xFF;
    int samples = av1C.get(at + 2) & 0xFF;
    int bitDepth = (samples & 0x40) == 0 ? 8 : (samples & 0x20) == 0 ? 10 : 12;
    return String.format(
        Locale.ROOT,
        "av01.%d.%02d%s.%02d",
        profileAndLevel >> 5,
        profileAndLevel & 31,
        (samples & 0x80) == 0 ? "M" : "H",
        bitDepth);
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
