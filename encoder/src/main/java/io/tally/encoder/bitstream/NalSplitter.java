// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.bitstream;

import io.tally.encoder.packet.nal.NalSyntax;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which NAL units stand in a byte stream (ITU-T H.264 and H.265, annex B)?
///
/// Reused for every access unit, so that nothing but the result is allocated. Threads: one.
final class NalSplitter {
  private final NalSyntax syntax;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int count;
  // On the heap: code for arrays is several times faster than for an encoder's own memory.
  private byte[] bytes = new byte[1 << 14];

  NalSplitter(NalSyntax syntax) {
    this.syntax = syntax;
  }

  /// Finds the units of one access unit.
  ///
  /// @param annexB from index 0 to its limit; borrowed for the call
  NalSplitter split(ByteBuffer annexB) {
    count = 0;
    int limit = annexB.limit();
    if (bytes.length < limit) {
      bytes = new byte[Math.max(limit, 2 * bytes.length)];
    }
    annexB.get(0, bytes, 0, limit);
    int unit = -1;
    for (int i = 0; i + 2 < limit; ) {
      int third = bytes[i + 2];
      if (third > 1 || third < 0) {
        i += 3; // no start code can lie across this byte
      } else if (third == 1 && bytes[i] == 0 && bytes[i + 1] == 0) {
        end(unit, i);
        unit = i + 3;
        i += 3;
      } else {
        i++;
      }
    }
    end(unit, limit);
    return this;
  }

  private void end(int start, int end) {
    int last = end;
    while (last > start && start >= 0 && bytes[last - 1] == 0) {
      last--; // trailing_zero_8bits; a unit itself never ends with 0
    }
    if (start < 0 || last == start) {
      return;
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    starts[count] = start;
    ends[count++] = last;
  }

  /// The access unit with four-byte lengths (ISO/IEC 14496-15), without what its receivers have or
  /// do not need: parameter sets, delimiters, filler.
  ByteBuffer lengthPrefixed() {
    int size = 0;
    for (int i = 0; i < count; i++) {
      size += kept(i) ? 4 + ends[i] - starts[i] : 0;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    for (int i = 0; i < count; i++) {
      if (kept(i)) {
        int length = ends[i] - starts[i];
        out.putInt(length);
        out.put(bytes, starts[i], length);
      }
    }
    return out.flip();
  }

  private boolean kept(int i) {
    return syntax.isKept(type(i));
  }

  private int type(int i) {
    return syntax.type(bytes[starts[i]]);
  }

  /// Whether the access unit is a picture at which decoding can start (IDR).
  boolean randomAccess() {
    for (int i = 0; i < count; i++) {
      if (syntax.isRandomAccess(type(i))) {
        return true;
      }
    }
    return false;
  }

  /// Whether no other picture refers to it, by what all its slices say.
  ///
  /// @param highestTemporalId of the stream's sub-layers; 0 where there are none
  boolean disposable(int highestTemporalId) {
    for (int i = 0; i < count; i++) {
      byte second = starts[i] + 1 < ends[i] ? bytes[starts[i] + 1] : 0;
      if (syntax.isSlice(type(i))
          && syntax.isReferredTo(bytes[starts[i]], second, highestTemporalId)) {
        return false;
      }
    }
    return true;
  }

  /// Copies of the units of one type.
  List<byte[]> ofType(int type) {
    List<byte[]> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (type(i) == type) {
        found.add(Arrays.copyOfRange(bytes, starts[i], ends[i]));
      }
    }
    return found;
  }
}
