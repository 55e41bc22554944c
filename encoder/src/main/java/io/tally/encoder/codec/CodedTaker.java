// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.codec;

import java.nio.ByteBuffer;

/// Who gets what a codec has coded?
@FunctionalInterface
public interface CodedTaker {
  /// Takes one access unit or frame of sound, on the thread that called the codec.
  ///
  /// @param pts in ticks of the codec
  /// @param dts in ticks of the codec; before 0 at the start when frames are reordered
  /// @param keyframe decoding can start here
  /// @param disposable nothing refers to it
  /// @param data the bytes, on the heap, the receiver's own
  void take(long pts, long dts, boolean keyframe, boolean disposable, ByteBuffer data);
}
