// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.testing;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import io.tally.capture.GivingSource;
import io.tally.capture.SourceState;
import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.FramePool;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import org.jspecify.annotations.Nullable;

/// Which picture does a device give when the test decides?
///
/// A source of single-coloured pictures at the edge of the machine, in place of a device.
public final class StillSource implements GivingSource {
  private final FramePool pool;
  private volatile SourceState state = new SourceState.Running("still");
  private @Nullable VideoFrame current;

  /// A source without a picture yet.
  public StillSource(PixelFormat format, int width, int height) {
    this.pool = new FramePool(format, ColorSpace.RGB, width, height, 8);
  }

  /// Gives a picture of one colour; in BGRA with an alpha.
  ///
  /// @param argb 0xAARRGGBB
  public synchronized void show(int argb) {
    VideoFrame frame = pool.take(0).orElseThrow();
    VideoFrame.Plane plane = frame.planes().getFirst();
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < frame.width(); x++) {
        plane.memory().set(JAVA_INT_UNALIGNED, (long) y * plane.strideBytes() + x * 4L, argb);
      }
    }
    closeCurrent();
    current = frame;
  }

  /// Behaves as an unplugged device does.
  public synchronized void unplug() {
    closeCurrent();
    state = new SourceState.Unavailable("Unplugged.", 0);
  }

  @Override
  public String name() {
    return "Still";
  }

  @Override
  public void start() {}

  @Override
  public synchronized @Nullable VideoFrame frameAt(long ptsNs) {
    return current;
  }

  @Override
  public synchronized @Nullable VideoFrame giveFrame() {
    VideoFrame given = current;
    current = null;
    return given;
  }

  @Override
  public SourceState state() {
    return state;
  }

  private void closeCurrent() {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  @Override
  public synchronized void close() {
    state = new SourceState.Closed();
    closeCurrent();
    pool.close();
  }
}
