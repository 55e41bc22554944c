// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.media;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/// Which piece of memory may the next picture of this size be drawn into?
///
/// Bounded: a pool never has more frames than it was made for, and [#take] answers empty when all
/// are out. Frugal: what only one busy moment needed is freed when it has rested for ten seconds.
/// Threads: `take` and the frames' `close` from any thread. [#close] frees the memory once the last
/// frame is back.
public final class FramePool implements AutoCloseable {
  private static final int ALIGNMENT = 64; // AVX-512 loads of swscale and OpenCV
  private static final long REST_NS = 10_000_000_000L;

  private final PixelFormat format;
  private final ColorSpace colorSpace;
  private final int width;
  private final int height;
  // Who came back last goes out next, so that whoever is not needed stays at the end.
  private final ConcurrentLinkedDeque<Resting> free = new ConcurrentLinkedDeque<>();
  private final AtomicInteger made = new AtomicInteger();
  private final int capacity;
  private final LongSupplier clock;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// @param width px
  /// @param height px
  /// @param capacity how many frames may be out at once
  public FramePool(PixelFormat format, ColorSpace colorSpace, int width, int height, int capacity) {
    this(format, colorSpace, width, height, capacity, System::nanoTime);
  }

  FramePool(
      PixelFormat format,
      ColorSpace colorSpace,
      int width,
      int height,
      int capacity,
      LongSupplier clock) {
    if (width <= 0 || height <= 0 || capacity <= 0) {
      throw new IllegalArgumentException(
          "A pool needs a positive size and capacity, given: "
              + width
              + "x"
              + height
              + ", "
              + capacity);
    }
    this.format = format;
    this.colorSpace = colorSpace;
    this.width = width;
    this.height = height;
    this.capacity = capacity;
    this.clock = clock;
  }

  /// A frame with undefined content, owned by the caller; empty when all are out or the pool is
  /// closed.
  public Optional<VideoFrame> take(long ptsNs) {
    if (closed.get()) {
      return Optional.empty();
    }
    Resting rested = free.poll();
    if (rested == null && made.getAndIncrement() >= capacity) {
      made.decrementAndGet();
      return Optional.empty();
    }
    Buffer taken = rested == null ? allocate() : rested.buffer();
    return Optional.of(
        new VideoFrame(
            format, colorSpace, width, height, ptsNs, taken.planes(), () -> giveBack(taken)));
  }

  private Buffer allocate() {
    Arena arena = Arena.ofShared();
    List<VideoFrame.Plane> planes = new ArrayList<>(format.planes());
    for (int i = 0; i < format.planes(); i++) {
      int stride = (format.rowBytes(i, width) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
      // One row more than needed: swscale may read and write past the end of the last one.
      MemorySegment memory =
          arena.allocate((long) stride * (format.rows(i, height) + 1), ALIGNMENT);
      planes.add(new VideoFrame.Plane(memory, stride));
    }
    return new Buffer(arena, planes);
  }

  private void giveBack(Buffer buffer) {
    free.push(new Resting(buffer, clock.getAsLong()));
    tidy();
    if (closed.get()) {
      freeAll();
    }
  }

  /// Frees one frame that nobody needed for ten seconds, if there is one. Each frame that comes
  /// back does that, too: this is for whoever may take none for long, to be called now and then.
  public void tidy() {
    Resting longest = free.peekLast();
    if (longest != null
        && clock.getAsLong() - longest.sinceNs() >= REST_NS
        && free.removeLastOccurrence(longest)) {
      discard(longest);
    }
  }

  private void freeAll() {
    for (Resting resting = free.poll(); resting != null; resting = free.poll()) {
      discard(resting);
    }
  }

  private void discard(Resting resting) {
    resting.buffer().arena().close();
    made.decrementAndGet();
  }

  /// Frees what is in the pool; frames still out are freed when they come back. Idempotent.
  @Override
  public void close() {
    closed.set(true);
    freeAll();
  }

  private record Buffer(Arena arena, List<VideoFrame.Plane> planes) {}

  private record Resting(Buffer buffer, long sinceNs) {}
}
