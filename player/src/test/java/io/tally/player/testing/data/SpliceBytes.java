// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.testing.data;

import java.util.Base64;

/// Sections of splice information: the examples that SCTE 35 itself gives (14), and changes of
/// them.
public final class SpliceBytes {
  /// 14.1: time_signal, Provider Placement Opportunity Start.
  public static final String PLACEMENT_START =
      "/DA0AAAAAAAA///wBQb+cr0AUAAeAhxDVUVJSAAAjn/PAAGlmbAICAAAAAAsoKGKNAIAmsnRfg==";

  /// 14.2: splice_insert.
  public static final String INSERT =
      "/DAvAAAAAAAA///wFAVIAACPf+/+c2nALv4AUsz1AAAAAAAKAAhDVUVJAAABNWLbowo=";

  /// 14.3: time_signal, Provider Placement Opportunity End.
  public static final String PLACEMENT_END =
      "/DAvAAAAAAAA///wBQb+dGKQoAAZAhdDVUVJSAAAjn+fCAgAAAAALKChijUCAKnMZ1g=";

  /// 14.4: time_signal, Program End and Program Start.
  public static final String PROGRAMS =
      "/DBIAAAAAAAA///wBQb+ek2ItgAyAhdDVUVJSAAAGH+fCAgAAAAALMvDRBEAAAIXQ1VFSUgAABl/nwgIAAAAACyk26AQAACZcuND";

  private static final int TIME_AT = 14;

  private SpliceBytes() {}

  public static byte[] of(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  /// A time_signal of a placement opportunity at a time of the stream's 90 kHz clock.
  public static byte[] placementStart(long ticks) {
    byte[] section = of(PLACEMENT_START);
    section[TIME_AT] = (byte) (section[TIME_AT] & 0xFE | ticks >> 32 & 1);
    for (int i = 0; i < 4; i++) {
      section[TIME_AT + 1 + i] = (byte) (ticks >> 24 - 8 * i);
    }
    return summed(section);
  }

  /// The same with the check sum that belongs to it (ISO/IEC 13818-1 annex A).
  public static byte[] summed(byte[] section) {
    int sum = -1;
    for (int i = 0; i < section.length - 4; i++) {
      for (int bit = 7; bit >= 0; bit--) {
        boolean flips = (sum < 0) != ((section[i] >> bit & 1) == 1);
        sum = flips ? sum << 1 ^ 0x04C1_1DB7 : sum << 1;
      }
    }
    for (int i = 0; i < 4; i++) {
      section[section.length - 4 + i] = (byte) (sum >> 24 - 8 * i);
    }
    return section;
  }
}
