// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.sound;

/// How far has a sound device come with what it was given?
///
/// Life: open when it is made; write any number of times; close. Threads: all but `close` on one
/// thread; `close` from any, and it frees a thread that waits in `write`. A frame is a sample of
/// each channel: four bytes.
public interface SoundLine extends AutoCloseable {
  /// Frames in a second.
  int RATE = 48_000;

  /// Bytes of a frame: two channels of 16 bits.
  int FRAME_BYTES = 4;

  /// Hands over samples; waits while the device's buffer is full, so that at most about 0.1 s is
  /// waiting in it.
  ///
  /// @param pcm interleaved, little endian
  /// @param offset of the first byte
  /// @param length bytes, whole frames
  void write(byte[] pcm, int offset, int length);

  /// Frames that were heard since the line was opened.
  long playedFrames();

  /// Stops at once and frees the device. Idempotent.
  @Override
  void close();
}
