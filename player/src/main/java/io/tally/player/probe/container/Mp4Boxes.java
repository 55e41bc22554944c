// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which boxes lie in some bytes (ISO/IEC 14496-12 4.2)?
public final class Mp4Boxes {
  private static final Set<String> FIRST =
      Set.of("ftyp", "styp", "moov", "moof", "sidx", "emsg", "prft");
  private static final int MOST = 10_000;

  /// One box.
  ///
  /// @param from behind its header
  /// @param to behind its last byte, never outside of what it lies in
  @SuppressWarnings("ArrayRecordComponent") // a view, compared by nobody
  public record Box(byte[] bytes, String type, int from, int to) {
    /// The boxes inside, which begin so many bytes behind its header.
    public List<Box> inside(int skip) {
      return Mp4Boxes.in(bytes, Math.min(to, from + skip), to);
    }

    /// The first box inside of a type.
    public Optional<Box> child(String wanted) {
      return inside(0).stream().filter(box -> box.type().equals(wanted)).findFirst();
    }

    /// Whether so many bytes stand behind the header.
    public boolean has(int length) {
      return to - from >= length;
    }

    /// Of a full box.
    public int version() {
      return has(1) ? bytes[from] & 0xFF : 0;
    }

    /// Of a full box.
    public int flags() {
      return has(4) ? (int) (u32(0) & 0xFF_FFFF) : 0;
    }

    /// A number so many bytes behind the header, as the others below; 0 beyond the end.
    public int u8(int offset) {
      return from + offset < to ? bytes[from + offset] & 0xFF : 0;
    }

    /// Two bytes.
    public int u16(int offset) {
      return u8(offset) << 8 | u8(offset + 1);
    }

    /// Four bytes.
    public long u32(int offset) {
      return (long) u16(offset) << 16 | u16(offset + 2);
    }

    /// Eight bytes.
    public long u64(int offset) {
      return u32(offset) << 32 | u32(offset + 4);
    }
  }

  private Mp4Boxes() {}

  /// Whether bytes look like boxes.
  public static boolean isMp4(byte[] bytes) {
    return bytes.length >= 8 && FIRST.contains(new String(bytes, 4, 4, ISO_8859_1));
  }

  /// The boxes in a stretch of bytes, each cut off where the stretch ends.
  public static List<Box> in(byte[] bytes, int from, int to) {
    List<Box> boxes = new ArrayList<>();
    int at = from;
    while (at + 8 <= to && boxes.size() < MOST) {
      Box header = new Box(bytes, "", at, to);
      long size = header.u32(0);
      int head = 8;
      if (size == 1) {
        size = header.u64(8);
        head = 16;
      } else if (size == 0) {
        size = (long) to - at;
      }
      if (size < head || at + head > to) {
        return boxes;
      }
      int end = (int) Math.min(to, at + Math.min(size, Integer.MAX_VALUE / 2));
      boxes.add(new Box(bytes, new String(bytes, at + 4, 4, ISO_8859_1), at + head, end));
      at = end;
    }
    return boxes;
  }
}
