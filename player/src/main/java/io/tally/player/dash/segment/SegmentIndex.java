// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash.segment;

import io.tally.player.playlist.Segment.ByteRange;
import io.tally.player.probe.container.Mp4Boxes;
import io.tally.player.probe.container.Mp4Boxes.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which bytes of a file are its segments, by the index in it (the sidx box, ISO/IEC 14496-12
/// 8.16.3)?
///
/// @param perSecond ticks of its clock
/// @param entries in order
public record SegmentIndex(long perSecond, List<Entry> entries) {
  private static final int MOST = 65_535; // what the box can count
  private static final int ENTRY_BYTES = 12;

  /// A segment.
  ///
  /// @param time ticks
  /// @param duration ticks
  public record Entry(long time, long duration, ByteRange range) {}

  /// Makes it unchangeable.
  public SegmentIndex {
    entries = List.copyOf(entries);
  }

  /// Reads one; empty when there is none, or when it leads to further ones.
  ///
  /// @param bytes that the manifest says it lies in
  /// @param offset of these in the file
  public static Optional<SegmentIndex> read(byte[] bytes, long offset) {
    return Mp4Boxes.in(bytes, 0, bytes.length).stream()
        .filter(box -> box.type().equals("sidx"))
        .findFirst()
        .flatMap(box -> read(box, offset));
  }

  private static Optional<SegmentIndex> read(Box box, long offset) {
    boolean wide = box.version() > 0;
    long perSecond = box.u32(8);
    long time = wide ? box.u64(12) : box.u32(12);
    long at = offset + box.to() + (wide ? box.u64(20) : box.u32(16));
    int counted = wide ? 30 : 22;
    int count = Math.min(box.u16(counted), MOST);
    int first = counted + 2;
    if (perSecond < 1 || time < 0 || time > 1L << 60 || at < 0 || at > 1L << 60) {
      return Optional.empty();
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = first + i * ENTRY_BYTES;
      if (!box.has(from + ENTRY_BYTES)) {
        return Optional.empty(); // cut off
      }
      long size = box.u32(from);
      long duration = box.u32(from + 4);
      if (size >>> 31 != 0 || size == 0 || duration == 0) {
        return Optional.empty();
      }
      entries.add(new Entry(time, duration, new ByteRange(at, size)));
      time += duration;
      at += size;
    }
    return Optional.of(new SegmentIndex(perSecond, entries));
  }
}
