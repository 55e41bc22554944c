// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tally.player.probe.SegmentFacts.Audio;
import io.tally.player.probe.SegmentFacts.Kind;
import io.tally.player.probe.container.Id3Time;
import io.tally.player.probe.container.Mp4Boxes;
import io.tally.player.probe.container.Ticks;
import io.tally.player.probe.container.TsPackets;
import java.util.List;
import java.util.Optional;

/// What do the bytes of a segment hold?
///
/// Takes time and memory in proportion to the bytes. Threads: any.
public final class SegmentProbe {
  private static final byte[] TEXT = "WEBVTT".getBytes(UTF_8);

  private SegmentProbe() {}

  /// Looks into a segment.
  ///
  /// @param init its initialization section; empty without one
  public static SegmentFacts probe(byte[] init, byte[] media) {
    if (TsPackets.are(media)) {
      return new TsProbe(media).read();
    }
    if (init.length > 0 || Mp4Boxes.isMp4(media)) {
      return Mp4Probe.read(init, media);
    }
    if (beginsWithText(media)) {
      boolean mapped = new String(media, UTF_8).contains("X-TIMESTAMP-MAP");
      return new SegmentFacts(
          Kind.WEBVTT, Optional.empty(), List.of(), false, 0, mapped, media.length);
    }
    return packed(media);
  }

  private static boolean beginsWithText(byte[] media) {
    int from = media.length > 2 && media[0] == (byte) 0xEF ? 3 : 0; // a byte order mark
    for (int i = 0; i < TEXT.length; i++) {
      if (from + i >= media.length || media[from + i] != TEXT[i]) {
        return false;
      }
    }
    return true;
  }

  private static SegmentFacts packed(byte[] media) {
    Id3Time time = Id3Time.read(media);
    int at = time.end();
    if (at + 2 > media.length) {
      return SegmentFacts.unknown(media.length);
    }
    int sync = (media[at] & 0xFF) << 8 | (media[at + 1] & 0xFF);
    if ((sync & 0xFFF6) == 0xFFF0) {
      Optional<Audio> aac = Adts.read(media, at, media.length, time.ns().orElse(0), Ticks.WRAP_NS);
      return packed(aac.map(List::of).orElse(List.of()), time.ns().isPresent(), media.length);
    }
    boolean mp3 = (sync & 0xFFE6) == 0xFFE2;
    boolean ac3 = sync == 0x0B77;
    return mp3 || ac3
        ? packed(List.of(), time.ns().isPresent(), media.length)
        : SegmentFacts.unknown(media.length);
  }

  private static SegmentFacts packed(List<Audio> audio, boolean timed, long bytes) {
    return new SegmentFacts(Kind.PACKED_AUDIO, Optional.empty(), audio, false, 0, timed, bytes);
  }
}
