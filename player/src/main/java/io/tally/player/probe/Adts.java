// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe;

import io.tally.player.probe.SegmentFacts.Audio;
import io.tally.player.probe.SegmentFacts.Span;
import io.tally.player.probe.container.Ticks;
import java.util.Optional;

/// Which AAC do ADTS frames hold (ISO/IEC 13818-7 6.2)?
public final class Adts {
  /// Bytes of a header.
  public static final int HEADER = 7;

  private static final int SAMPLES = 1024;
  private static final int[] RATES = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350
  };

  private Adts() {}

  /// How long the blocks behind a header last, ns; 0 when it is none.
  ///
  /// @param header the first seven bytes
  public static long durationNs(byte[] header) {
    if (header.length < HEADER || (header[0] & 0xFF) != 0xFF || (header[1] & 0xF0) != 0xF0) {
      return 0;
    }
    int index = header[2] >> 2 & 0xF;
    int blocks = (header[6] & 3) + 1;
    return index < RATES.length ? Ticks.ns((long) blocks * SAMPLES, RATES[index]) : 0;
  }

  /// The sound; empty without a frame.
  static Optional<Audio> read(byte[] bytes, int from, int to, long firstNs, long wrapNs) {
    int frames = 0;
    int rate = 0;
    int channels = 0;
    int type = 2;
    int at = from;
    while (at + HEADER <= to) {
      if ((bytes[at] & 0xFF) != 0xFF || (bytes[at + 1] & 0xF6) != 0xF0) {
        at++; // damaged: the next sync word
        continue;
      }
      int index = bytes[at + 2] >> 2 & 0xF;
      int length =
          (bytes[at + 3] & 3) << 11 | (bytes[at + 4] & 0xFF) << 3 | (bytes[at + 5] & 0xFF) >> 5;
      if (index >= RATES.length || length < HEADER) {
        at++;
        continue;
      }
      if (frames == 0) {
        rate = RATES[index];
        type = (bytes[at + 2] >> 6 & 3) + 1;
        channels = (bytes[at + 2] & 1) << 2 | (bytes[at + 3] >> 6 & 3);
      }
      frames += (bytes[at + 6] & 3) + 1;
      at += length;
    }
    if (frames == 0) {
      return Optional.empty();
    }
    long endNs = firstNs + Ticks.ns((long) frames * SAMPLES, rate);
    return Optional.of(
        new Audio(
            "mp4a.40." + type,
            rate,
            channels,
            Span.untold(firstNs, endNs, firstNs, frames, wrapNs)));
  }
}
