// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.sound;

/// How does sound run a little faster or slower?
///
/// By reading between its samples, so that it needs no delay and leaves no seams; the pitch moves
/// with it, at the five percent of a catch-up by less than a semitone. One object for one stream of
/// blocks. Threads: one.
final class RateChange {
  private static final int CHANNELS = 2;

  private final short[] before = new short[CHANNELS]; // the last frame of the block before
  private double at; // of the next frame to make, from `before`, in frames of the source
  private boolean begun;

  /// Changes a block.
  ///
  /// @param pcm as [SoundLine] takes it
  /// @param offset of the first byte
  /// @param rate above 1 is faster
  /// @return the caller's; the same array when nothing is to be changed
  byte[] convert(byte[] pcm, int offset, int length, double rate) {
    int frames = length / SoundLine.FRAME_BYTES;
    if (frames == 0) {
      return new byte[0];
    }
    if (rate == 1 && !begun) {
      return offset == 0 && length == pcm.length
          ? pcm
          : java.util.Arrays.copyOfRange(pcm, offset, offset + length);
    }
    if (!begun) {
      begun = true;
      at = 1; // there is nothing before the first frame
    }
    int made = at > frames ? 0 : (int) Math.floor((frames - at) / rate) + 1;
    byte[] out = new byte[made * SoundLine.FRAME_BYTES];
    for (int i = 0; i < made; i++) {
      double place = at + i * rate;
      int left = (int) place;
      double share = place - left;
      for (int channel = 0; channel < CHANNELS; channel++) {
        int from = sample(pcm, offset, left, channel);
        int to = share == 0 ? from : sample(pcm, offset, left + 1, channel);
        int value = (int) Math.round(from + share * (to - from));
        out[i * SoundLine.FRAME_BYTES + 2 * channel] = (byte) value;
        out[i * SoundLine.FRAME_BYTES + 2 * channel + 1] = (byte) (value >> 8);
      }
    }
    at += made * rate - frames;
    for (int channel = 0; channel < CHANNELS; channel++) {
      before[channel] = (short) sample(pcm, offset, frames, channel);
    }
    return out;
  }

  /// Frame 0 is the last of the block before.
  private int sample(byte[] pcm, int offset, int frame, int channel) {
    if (frame == 0) {
      return before[channel];
    }
    int index = offset + (frame - 1) * SoundLine.FRAME_BYTES + 2 * channel;
    return (short) ((pcm[index] & 0xff) | (pcm[index + 1] << 8));
  }
}
