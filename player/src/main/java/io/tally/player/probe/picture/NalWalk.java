// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.picture;

import io.tally.encoder.packet.nal.NalSyntax;

/// Which NAL units does a coded picture hold, one after the other?
///
/// Behind start codes (ITU-T H.264 and H.265 Annex B) or behind their lengths (ISO/IEC 14496-15). A
/// unit that the bytes do not hold to its end ends with them; damaged lengths end the walk.
/// Threads: one.
public final class NalWalk {
  private static final int MOST_LENGTH_BYTES = 4;

  /// How units are told apart, and what their headers say.
  ///
  /// @param lengthBytes in front of each unit; 0 for start codes
  public record Format(NalSyntax syntax, int lengthBytes) {
    public Format {
      if (lengthBytes < 0 || lengthBytes > MOST_LENGTH_BYTES) {
        throw new IllegalArgumentException("No length of a NAL unit has bytes: " + lengthBytes);
      }
    }

    /// As MPEG-TS has them.
    public static Format startCodes(NalSyntax syntax) {
      return new Format(syntax, 0);
    }
  }

  private final byte[] bytes;
  private final int limit;
  private final Format format;
  private int from;
  private int to;
  private int next; // where the next unit begins, or its length

  /// @param limit behind the last byte that counts
  public NalWalk(byte[] bytes, int limit, Format format) {
    this.bytes = bytes;
    this.limit = Math.min(limit, bytes.length);
    this.format = format;
    next = format.lengthBytes() == 0 ? afterStartCode(0) : 0;
  }

  /// Goes on to the next unit; false behind the last.
  public boolean next() {
    return format.lengthBytes() == 0 ? nextStarted() : nextCounted();
  }

  private boolean nextStarted() {
    if (next >= limit) {
      return false;
    }
    from = next;
    next = afterStartCode(from);
    to = next < limit ? next - 3 : limit;
    return true;
  }

  private boolean nextCounted() {
    int lengthBytes = format.lengthBytes();
    if (next + lengthBytes >= limit) {
      return false;
    }
    long length = 0;
    for (int i = 0; i < lengthBytes; i++) {
      length = length << Byte.SIZE | (bytes[next + i] & 0xFF);
    }
    from = next + lengthBytes;
    to = (int) Math.min(limit, from + length);
    next = to;
    return length > 0;
  }

  /// The first byte behind the next start code; the limit without one.
  private int afterStartCode(int start) {
    for (int i = start; i + 3 < limit; i++) {
      if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
        return i + 3;
      }
    }
    return limit;
  }

  /// nal_unit_type of this unit.
  public int type() {
    return format.syntax().type(bytes[from]);
  }

  /// Its first byte, which is the first of its header.
  public int from() {
    return from;
  }

  /// The place behind its last byte.
  public int to() {
    return to;
  }

  /// Whether it is a part of the picture.
  public boolean isSlice() {
    return format.syntax().isSlice(type());
  }

  /// Where it begins behind its header.
  int payload() {
    return Math.min(to, from + format.syntax().headerBytes());
  }

  /// Whether it holds messages about the picture.
  boolean isSei() {
    return format.syntax().isSei(type());
  }
}
