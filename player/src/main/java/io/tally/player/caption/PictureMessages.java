// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.caption;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// Which caption bytes stand in the SEI messages of a coded picture (ATSC A/53 Part 4 6.2.3; ITU-T
/// H.264 7.3.2.3, H.265 7.3.2.4)?
///
/// Reads as far as the first slice, before which they must stand.
final class PictureMessages {
  private static final int H264_LAST_SLICE = 5;
  private static final int H264_SEI = 6;
  private static final int HEVC_LAST_SLICE = 31;
  private static final int HEVC_SEI = 39;
  private static final int REGISTERED_USER_DATA = 4;
  private static final int LONGEST_UNIT = 64 << 10;
  private static final int MOST_UNITS = 64;
  // Country, provider and identifier "GA94", and 3 for captions.
  private static final byte[] A53 = {(byte) 0xB5, 0, 0x31, 'G', 'A', '9', '4', 3};
  private static final int TRIPLET = 3;

  private final ByteBuffer coded;
  private final Framing framing;
  private final ByteArrayOutputStream triplets = new ByteArrayOutputStream();

  private PictureMessages(ByteBuffer coded, Framing framing) {
    this.coded = coded;
    this.framing = framing;
  }

  /// The triplets; none without captions.
  ///
  /// @param coded borrowed; its position and limit stay as they are
  static byte[] read(ByteBuffer coded, Framing framing) {
    PictureMessages messages = new PictureMessages(coded.slice(), framing);
    if (framing.lengthBytes() > 0) {
      messages.lengths();
    } else {
      messages.startCodes();
    }
    return messages.triplets.toByteArray();
  }

  private void lengths() {
    int at = 0;
    int prefix = framing.lengthBytes();
    for (int units = 0; units < MOST_UNITS && at + prefix < coded.limit(); units++) {
      long length = 0;
      for (int i = 0; i < prefix; i++) {
        length = length << 8 | coded.get(at + i) & 0xFF;
      }
      int from = at + prefix;
      int to = (int) Math.min(coded.limit(), from + length);
      if (!unit(from, to)) {
        return;
      }
      at = to;
    }
  }

  private void startCodes() {
    int from = next(0);
    for (int units = 0; units < MOST_UNITS && from >= 0; units++) {
      int type = type(from);
      if (isSlice(type)) {
        return; // without looking for its end
      }
      int following = next(from);
      if (!unit(from, following < 0 ? coded.limit() : following - TRIPLET)) {
        return;
      }
      from = following;
    }
  }

  /// Behind the next start code; negative without one.
  private int next(int from) {
    for (int i = from; i + TRIPLET < coded.limit(); i++) {
      if (coded.get(i) == 0 && coded.get(i + 1) == 0 && coded.get(i + 2) == 1) {
        return i + TRIPLET;
      }
    }
    return -1;
  }

  private int type(int at) {
    return framing.hevc() ? coded.get(at) >> 1 & 0x3F : coded.get(at) & 0x1F;
  }

  private boolean isSlice(int type) {
    return framing.hevc() ? type <= HEVC_LAST_SLICE : type >= 1 && type <= H264_LAST_SLICE;
  }

  /// False when no message follows any more.
  private boolean unit(int from, int to) {
    if (from >= to) {
      return true;
    }
    int type = type(from);
    if (isSlice(type)) {
      return false;
    }
    if (type == (framing.hevc() ? HEVC_SEI : H264_SEI)) {
      messages(unescaped(from + (framing.hevc() ? 2 : 1), Math.min(to, from + LONGEST_UNIT)));
    }
    return true;
  }

  /// Without the bytes that keep start codes from coming about (7.4.1).
  private byte[] unescaped(int from, int to) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.max(0, to - from));
    int zeros = 0;
    for (int i = from; i < to; i++) {
      byte next = coded.get(i);
      if (zeros >= 2 && next == 3) {
        zeros = 0;
      } else {
        zeros = next == 0 ? zeros + 1 : 0;
        bytes.write(next);
      }
    }
    return bytes.toByteArray();
  }

  private void messages(byte[] bytes) {
    int at = 0;
    while (at + 2 <= bytes.length) {
      int type = 0;
      while (at < bytes.length && (bytes[at] & 0xFF) == 0xFF) {
        type += 0xFF;
        at++;
      }
      type += at < bytes.length ? bytes[at++] & 0xFF : 0;
      int size = 0;
      while (at < bytes.length && (bytes[at] & 0xFF) == 0xFF) {
        size += 0xFF;
        at++;
      }
      size += at < bytes.length ? bytes[at++] & 0xFF : 0;
      int end = Math.min(bytes.length, at + size);
      if (type == REGISTERED_USER_DATA) {
        captions(bytes, at, end);
      }
      at = end;
    }
  }

  private void captions(byte[] bytes, int from, int to) {
    int count = from + A53.length;
    if (count + 2 > to) {
      return;
    }
    for (int i = 0; i < A53.length; i++) {
      if (bytes[from + i] != A53[i]) {
        return;
      }
    }
    boolean process = (bytes[count] & 0x40) != 0;
    int length = TRIPLET * (bytes[count] & 0x1F);
    int begin = count + 2; // behind em_data
    if (process) {
      triplets.write(bytes, begin, Math.min(length, (to - begin) / TRIPLET * TRIPLET));
    }
  }
}
