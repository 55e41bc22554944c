// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.sound;

import java.util.ArrayList;
import java.util.List;

/// What went to the sound device, and when in its own count of frames a beep begins. It eats
/// samples as fast as the clock says, as a device does.
public final class Ear implements SoundLine {
  private static final int LOUD = 4_000; // the beep has 16,000, what AAC leaves between them a few
  private static final int QUIET_FRAMES = RATE / 4;

  private final SilentLine line = new SilentLine();
  private final List<Long> beeps = new ArrayList<>();
  private long frames;
  private long lastLoud = -QUIET_FRAMES;

  @Override
  public void write(byte[] pcm, int offset, int length) {
    listen(pcm, offset, length);
    line.write(pcm, offset, length);
  }

  private synchronized void listen(byte[] pcm, int offset, int length) {
    for (int at = offset; at < offset + length; at += FRAME_BYTES) {
      int left = (short) ((pcm[at] & 0xFF) | (pcm[at + 1] << 8));
      if (Math.abs(left) > LOUD) {
        if (frames - lastLoud > QUIET_FRAMES) {
          beeps.add(frames);
        }
        lastLoud = frames;
      }
      frames++;
    }
  }

  @Override
  public long playedFrames() {
    return line.playedFrames();
  }

  /// Where beeps begin, frames.
  public synchronized List<Long> beeps() {
    return List.copyOf(beeps);
  }

  /// Frames that were written.
  public synchronized long frames() {
    return frames;
  }

  @Override
  public void close() {
    line.close();
  }
}
