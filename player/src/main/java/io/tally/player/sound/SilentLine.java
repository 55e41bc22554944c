// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.sound;

import java.util.concurrent.locks.LockSupport;

/// What takes the place of a sound device where there is none?
///
/// It eats samples as fast as the system's clock says, so that a stream without a device plays on
/// the very same way as one with.
public final class SilentLine implements SoundLine {
  private static final long BUFFER_FRAMES = RATE / 10;

  private long written;
  private long playedWhenDry;
  private long wetSinceNs = System.nanoTime();
  private volatile boolean closed;

  @Override
  public void write(byte[] pcm, int offset, int length) {
    if (playedFrames() == written) {
      playedWhenDry = written;
      wetSinceNs = System.nanoTime();
    }
    written += length / FRAME_BYTES;
    while (!closed && written - playedFrames() > BUFFER_FRAMES) {
      long framesTooMany = written - playedFrames() - BUFFER_FRAMES;
      LockSupport.parkNanos(Math.max(1_000_000, framesTooMany * 1_000_000_000L / RATE));
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  @Override
  public long playedFrames() {
    long elapsed = (System.nanoTime() - wetSinceNs) * RATE / 1_000_000_000L;
    return Math.min(written, playedWhenDry + elapsed);
  }

  @Override
  public void close() {
    closed = true;
  }
}
