// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What do a segment's boxes say of times and samples? (ISO/IEC 14496-12)
public final class Fragment {
  /// One track of one fragment.
  ///
  /// @param startNs tfdt
  /// @param endNs tfdt and all durations
  public record Run(long id, double startNs, double endNs, int samples, byte firstNalType) {}

  private static final int TFHD_DURATION = 8;

  private final Map<String, Run> runs;

  private Fragment(Map<String, Run> runs) {
    this.runs = runs;
  }

  /// The handlers of its tracks: `vide`, `soun`.
  public Set<String> tracks() {
    return runs.keySet();
  }

  /// What it says of one track.
  public Run track(String handler) {
    return requireNonNull(runs.get(handler));
  }

  /// Reads a segment.
  public static Fragment read(ByteBuffer init, ByteBuffer segment) {
    Map<Long, String> handlers = new HashMap<>();
    Map<Long, Long> scales = new HashMap<>();
    for (ByteBuffer trak : boxes(boxes(init, "moov").getFirst(), "trak")) {
      ByteBuffer tkhd = boxes(trak, "tkhd").getFirst();
      long id = tkhd.getInt(tkhd.position() + (tkhd.get(tkhd.position()) == 1 ? 20 : 12));
      ByteBuffer mdia = boxes(trak, "mdia").getFirst();
      ByteBuffer mdhd = boxes(mdia, "mdhd").getFirst();
      scales.put(
          id, (long) mdhd.getInt(mdhd.position() + (mdhd.get(mdhd.position()) == 1 ? 20 : 12)));
      ByteBuffer hdlr = boxes(mdia, "hdlr").getFirst();
      handlers.put(id, text(hdlr, hdlr.position() + 8));
    }
    Map<String, Run> runs = new HashMap<>();
    for (ByteBuffer traf : boxes(boxes(segment, "moof").getFirst(), "traf")) {
      Run run = run(traf, segment, scales);
      runs.put(handlers.get(run.id()), run);
    }
    return new Fragment(runs);
  }

  private static Run run(ByteBuffer traf, ByteBuffer segment, Map<Long, Long> scales) {
    ByteBuffer tfhd = boxes(traf, "tfhd").getFirst();
    int flags = tfhd.getInt() & 0xFFFFFF;
    long id = tfhd.getInt();
    long defaultDuration = (flags & TFHD_DURATION) == 0 ? 0 : tfhd.getInt();
    long ticks = 0;
    int samples = 0;
    int offset = 0;
    for (ByteBuffer trun : boxes(traf, "trun")) {
      int has = trun.getInt() & 0xFFFFFF;
      int count = trun.getInt();
      int dataOffset = (has & 1) == 0 ? 0 : trun.getInt();
      offset = samples == 0 ? dataOffset : offset;
      trun.position(trun.position() + ((has & 4) == 0 ? 0 : 4));
      for (int i = 0; i < count; i++, samples++) {
        ticks += (has & 0x100) == 0 ? defaultDuration : trun.getInt();
        int rest = Integer.bitCount(has & 0xE00) * 4;
        trun.position(trun.position() + rest);
      }
    }
    ByteBuffer tfdt = boxes(traf, "tfdt").getFirst();
    long start = tfdt.getInt() >>> 24 == 1 ? tfdt.getLong() : Integer.toUnsignedLong(tfdt.getInt());
    double scale = requireNonNull(scales.get(id)) / 1e9;
    // default-base-is-moof, and the fragment starts with its moof.
    byte nal = firstPictureType(segment, segment.position() + moofAt(segment) + offset);
    return new Run(id, start / scale, (start + ticks) / scale, samples, nal);
  }

  /// The type of the first NAL unit that is a slice, in a sample of length-prefixed units.
  private static byte firstPictureType(ByteBuffer segment, int at) {
    for (int i = at; i + 5 <= segment.limit(); i += 4 + segment.getInt(i)) {
      byte type = (byte) (segment.get(i + 4) & 0x1F);
      if (type == 1 || type == 5 || segment.getInt(i) < 0) {
        return type;
      }
    }
    return 0;
  }

  private static int moofAt(ByteBuffer segment) {
    int at = segment.position();
    while (!text(segment, at + 4).equals("moof")) {
      at += segment.getInt(at);
    }
    return at - segment.position();
  }

  private static List<ByteBuffer> boxes(ByteBuffer parent, String type) {
    List<ByteBuffer> found = new ArrayList<>();
    int at = parent.position();
    while (at + 8 <= parent.limit()) {
      int size = parent.getInt(at);
      if (text(parent, at + 4).equals(type)) {
        found.add(parent.slice(at + 8, size - 8));
      }
      at += size;
    }
    return found;
  }

  private static String text(ByteBuffer bytes, int at) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      text.append((char) bytes.get(at + i));
    }
    return text.toString();
  }
}
