// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.data;

import io.tally.player.probe.container.Id3Time;
import io.tally.player.probe.container.Mp4Boxes;
import io.tally.player.probe.container.Ticks;
import io.tally.player.probe.container.TsPackets;
import java.util.Arrays;
import java.util.List;

/// What does a segment carry for a moment, beside picture and sound?
///
/// Reads streams of types 0x15 and 0x86 in MPEG-TS, `emsg` boxes in fragmented MP4 and the tag in
/// front of packed audio. Takes time and memory in proportion to the bytes, and gives so many
/// pieces at most. Threads: any.
public final class TimedDataProbe {
  /// No segment gives more pieces.
  public static final int MOST_PIECES = 1_000;

  /// No piece is longer, bytes.
  static final int LONGEST = 64 << 10;

  private TimedDataProbe() {}

  /// Looks into a segment.
  ///
  /// @param init its initialization section; empty without one
  /// @param media its own bytes, in the clear
  /// @return in the order of the bytes, with times of the container's clock
  public static List<TimedData> read(byte[] init, byte[] media) {
    if (TsPackets.are(media)) {
      return new TsData().read(init, media);
    }
    if (init.length > 0 || Mp4Boxes.isMp4(media)) {
      return EventMessages.read(init, media);
    }
    Id3Time tag = Id3Time.read(media);
    return tag.end() > 0 && tag.ns().isPresent()
        ? List.of(
            new TimedData(
                TimedData.Kind.ID3,
                tag.ns().getAsLong() % Ticks.WRAP_NS,
                0,
                "",
                "",
                Arrays.copyOf(media, Math.min(tag.end(), LONGEST))))
        : List.of();
  }
}
