// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.picture;

import io.tally.encoder.packet.nal.EmulationPrevention;
import io.tally.player.probe.container.Bits;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What does a sequence parameter set say about the pictures (ITU-T H.264 7.3.2.1)?
///
/// @param transfer of H.273; 0 when not told
public record H264Parameters(
    int profile,
    int constraints,
    int level,
    int width,
    int height,
    boolean interlaced,
    int transfer) {
  private static final Set<Integer> HIGH =
      Set.of(100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135);
  private static final int OWN_SHAPE = 255;
  private static final int MOST_REFERENCES = 255;

  /// Reads one; empty when it makes no sense.
  ///
  /// @param from the byte behind the header of the NAL unit
  public static Optional<H264Parameters> read(byte[] bytes, int from, int to) {
    byte[] set = EmulationPrevention.without(bytes, from, Math.min(to, bytes.length));
    Bits in = new Bits(set, 0, set.length);
    final int profile = in.small(8);
    final int constraints = in.small(8);
    final int level = in.small(8);
    in.unsigned();
    int chroma = HIGH.contains(profile) ? high(in) : 1;
    in.unsigned(); // frame numbers
    order(in);
    in.unsigned(); // reference frames
    in.flag();
    final int macroblocksWide = in.unsigned() + 1;
    final int mapHigh = in.unsigned() + 1;
    final boolean framesOnly = in.flag();
    if (!framesOnly) {
      in.flag();
    }
    in.flag();
    int cutWide = 0;
    int cutHigh = 0;
    if (in.flag()) {
      cutWide = in.unsigned() + in.unsigned();
      cutHigh = in.unsigned() + in.unsigned();
    }
    final int transfer = in.flag() ? transfer(in) : 0;
    if (in.ended() || macroblocksWide > 4096 || mapHigh > 4096) {
      return Optional.empty();
    }
    int rows = framesOnly ? 1 : 2;
    int unitWide = chroma == 1 || chroma == 2 ? 2 : 1;
    int unitHigh = (chroma == 1 ? 2 : 1) * rows;
    return Optional.of(
        new H264Parameters(
            profile,
            constraints,
            level,
            macroblocksWide * 16 - cutWide * unitWide,
            mapHigh * 16 * rows - cutHigh * unitHigh,
            !framesOnly,
            transfer));
  }

  private static int high(Bits in) {
    int chroma = in.unsigned();
    if (chroma == 3) {
      in.flag();
    }
    in.unsigned();
    in.unsigned();
    in.flag();
    if (in.flag()) {
      for (int list = 0; list < (chroma == 3 ? 12 : 8); list++) {
        if (in.flag()) {
          scaling(in, list < 6 ? 16 : 64);
        }
      }
    }
    return chroma;
  }

  private static void scaling(Bits in, int size) {
    int last = 8;
    int next = 8;
    for (int i = 0; i < size && next != 0; i++) {
      next = (last + in.signed() + 256) % 256;
      last = next == 0 ? last : next;
    }
  }

  private static void order(Bits in) {
    int type = in.unsigned();
    if (type == 0) {
      in.unsigned();
    } else if (type == 1) {
      in.flag();
      in.signed();
      in.signed();
      int count = Math.min(MOST_REFERENCES, in.unsigned());
      for (int i = 0; i < count; i++) {
        in.signed();
      }
    }
  }

  private static int transfer(Bits in) {
    if (in.flag() && in.small(8) == OWN_SHAPE) {
      in.skip(32);
    }
    if (in.flag()) {
      in.flag();
    }
    if (!in.flag()) {
      return 0;
    }
    in.skip(4);
    if (!in.flag()) {
      return 0;
    }
    in.skip(8);
    return in.small(8);
  }

  /// As RFC 6381 writes it.
  public String codec() {
    return String.format(Locale.ROOT, "avc1.%02x%02x%02x", profile, constraints, level);
  }
}
