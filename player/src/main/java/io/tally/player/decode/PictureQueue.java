// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.decode;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.media.VideoFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/// Which decoded pictures wait for their moment?
///
/// At most eight; the decoder waits for a place. Buffers: [#poll] gives a frame to the caller, who
/// closes it; [#close] closes the rest. Threads: filled on `decode-video`, taken on `present`, the
/// rest from any.
public final class PictureQueue implements AutoCloseable {
  private static final int CAPACITY = 8;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<VideoFrame> pictures = new ArrayDeque<>(CAPACITY);
  private final PictureWrapper wrapper = new PictureWrapper();
  private long lastPtsNs = Long.MIN_VALUE; // on decode-video only
  private long decoded;
  private long endNs = Long.MIN_VALUE;
  private boolean ended;
  private boolean closed;

  /// What the decoder gives its pictures to.
  DecodeLoop.FrameTaker taker() {
    return new DecodeLoop.FrameTaker() {
      @Override
      public void accept(AVFrame borrowed) throws InterruptedException, FfmpegException {
        add(borrowed);
      }

      @Override
      public void from(long runNs) {
        lastPtsNs = runNs - 1;
      }

      @Override
      public void end() {
        PictureQueue.this.end();
      }

      @Override
      public void close() {}
    };
  }

  private void add(AVFrame borrowed) throws InterruptedException, FfmpegException {
    if (borrowed.best_effort_timestamp() <= lastPtsNs) {
      return; // shown already: a variant's segment may begin before the other's ended
    }
    lastPtsNs = borrowed.best_effort_timestamp();
    long durationNs = Math.max(0, borrowed.duration()); // wrapping moves it away
    VideoFrame picture = wrapper.wrap(borrowed);
    lock.lock();
    try {
      while (pictures.size() >= CAPACITY && !closed) {
        changed.await();
      }
      decoded++;
      if (closed) {
        picture.close();
        return;
      }
      pictures.add(picture);
      endNs = Math.max(endNs, picture.ptsNs() + durationNs);
      changed.signalAll();
    } catch (InterruptedException e) {
      picture.close();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The next picture, now the caller's; null when none came in time.
  public @Nullable VideoFrame poll(long patienceNs) throws InterruptedException {
    lock.lock();
    try {
      // Also after the last picture, for the sound may still go on.
      long leftNs = patienceNs;
      while (pictures.isEmpty() && !closed && leftNs > 0) {
        leftNs = changed.awaitNanos(leftNs);
      }
      VideoFrame picture = pictures.poll();
      changed.signalAll();
      return picture;
    } finally {
      lock.unlock();
    }
  }

  /// How many wait.
  public int size() {
    lock.lock();
    try {
      return pictures.size();
    } finally {
      lock.unlock();
    }
  }

  /// Pictures that came so far.
  public long decoded() {
    lock.lock();
    try {
      return decoded;
    } finally {
      lock.unlock();
    }
  }

  /// Run time at which the last picture ends; the smallest number before the first.
  public long endNs() {
    lock.lock();
    try {
      return endNs;
    } finally {
      lock.unlock();
    }
  }

  /// Whether the last picture has been taken.
  public boolean isFinished() {
    lock.lock();
    try {
      return ended && pictures.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /// Closes what waits and all that still comes. Idempotent.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      pictures.forEach(VideoFrame::close);
      pictures.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
