// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.picture;

import io.tally.capture.GivingSource;
import io.tally.capture.SourceState;
import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.FramePool;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What does a picture look like that says by itself which frame it is and when it was due?
///
/// The picture has the tick's number as blocks that [PatternReader] reads back, a running timecode,
/// a marker that moves, and an area that is white in the first frame of each whole second after the
/// epoch. It needs no device and has no thread: [#frameAt] draws the picture of exactly the tick
/// that is asked for. Life, threads and ownership as in [GivingSource].
public final class TestPattern implements GivingSource {
  // As many as the canvas hands on: a second's worth may wait for the encoder. Memory is only taken
  // for as many as ever were out at once.
  private static final int FRAMES = 34;
  private static final long SECOND_NS = 1_000_000_000L;

  private final int width;
  private final int height;
  private final FrameRate rate;
  private final long epochNs;
  private final FramePool pool;
  private final PatternPainter painter;
  private final Set<Long> painted = new HashSet<>();
  private volatile SourceState state = new SourceState.Idle();
  private @Nullable VideoFrame current;
  private long currentTick = Long.MIN_VALUE;

  /// @param width px
  /// @param height px
  /// @param rate the canvas's rate: tick `k` is due at `epochNs + rate.timeNs(k)`
  /// @param epochNs `MediaClock` time of tick 0
  public TestPattern(int width, int height, FrameRate rate, long epochNs) {
    this.width = width;
    this.height = height;
    this.rate = rate;
    this.epochNs = epochNs;
    this.pool = new FramePool(PixelFormat.BGR0, ColorSpace.RGB, width, height, FRAMES);
    this.painter = new PatternPainter(width, height);
  }

  @Override
  public String name() {
    return "Test pattern";
  }

  @Override
  public synchronized void start() {
    if (state instanceof SourceState.Idle) {
      state = new SourceState.Running(width + "x" + height + " at " + rate + " fps");
    }
  }

  @Override
  public synchronized @Nullable VideoFrame frameAt(long ptsNs) {
    long tick = tickAt(ptsNs);
    if (state instanceof SourceState.Running && tick != currentTick) {
      // All frames out: the older picture stays, and the next tick tries again.
      pool.take(ptsNs).ifPresent(frame -> draw(frame, tick));
    }
    return current;
  }

  private void draw(VideoFrame frame, long tick) {
    if (painted.add(frame.planes().getFirst().memory().address())) {
      painter.paintStill(frame);
    }
    long sinceEpochNs = rate.timeNs(tick);
    boolean flash = tick == 0 || sinceEpochNs / SECOND_NS != rate.timeNs(tick - 1) / SECOND_NS;
    painter.paintMoving(frame, tick, sinceEpochNs, flash);
    closeCurrent();
    current = frame;
    currentTick = tick;
  }

  /// The tick nearest to a time; not before the first.
  private long tickAt(long ptsNs) {
    double ticks = (ptsNs - epochNs) * rate.perSecond() / SECOND_NS;
    return Math.max(0, Math.round(ticks));
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
    VideoFrame frame = current;
    current = null;
    if (frame != null) {
      frame.close();
    }
  }

  @Override
  public synchronized void close() {
    state = new SourceState.Closed();
    closeCurrent();
    pool.close();
  }
}
