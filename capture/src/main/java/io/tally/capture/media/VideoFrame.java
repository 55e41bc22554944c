// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.media;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Where do the pixels of one raw picture lie, and when were they taken?
///
/// Ownership: a frame has one owner, who closes it, also when it drops the frame or fails. `accept`
/// methods and queues transfer a frame; every other parameter borrows it for the call. The memory
/// is native: the garbage collector does not see it, so a forgotten frame is a leak, and
/// [#openFrames] counts them for the tests. Threads: any one at a time; the hand-over must publish
/// safely. [#close] is idempotent.
public final class VideoFrame implements AutoCloseable {
  // Process-wide by nature: native memory is, and every test must see that all of it came back.
  private static final AtomicInteger OPEN = new AtomicInteger();

  private final PixelFormat format;
  private final ColorSpace colorSpace;
  private final int width;
  private final int height;
  private final long ptsNs;
  private final List<Plane> planes;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// One plane of samples.
  ///
  /// @param memory native memory, from the plane's first sample
  /// @param strideBytes bytes from one row to the next
  public record Plane(MemorySegment memory, int strideBytes) {
    /// Checks that the memory is native, which FFmpeg and OpenCV need.
    public Plane {
      if (!memory.isNative()) {
        throw new IllegalArgumentException("A plane must lie in native memory");
      }
    }
  }

  /// Makes a frame over memory that somebody lends it.
  ///
  /// @param width px
  /// @param height px
  /// @param ptsNs `MediaClock` time of the capture, ns
  /// @param release called once, on the thread that closes the frame, to give the memory back
  public VideoFrame(
      PixelFormat format,
      ColorSpace colorSpace,
      int width,
      int height,
      long ptsNs,
      List<Plane> planes,
      Runnable release) {
    if (planes.size() != format.planes()) {
      throw new IllegalArgumentException(
          format + " has " + format.planes() + " planes, given were " + planes.size());
    }
    for (int i = 0; i < planes.size(); i++) {
      Plane plane = planes.get(i);
      long needed =
          (long) plane.strideBytes() * (format.rows(i, height) - 1) + format.rowBytes(i, width);
      if (plane.strideBytes() < format.rowBytes(i, width) || plane.memory().byteSize() < needed) {
        throw new IllegalArgumentException(
            "Plane "
                + i
                + " of "
                + width
                + "x"
                + height
                + " "
                + format
                + " needs "
                + needed
                + " bytes, given were "
                + plane.memory().byteSize()
                + " with stride "
                + plane.strideBytes());
      }
    }
    this.format = format;
    this.colorSpace = colorSpace;
    this.width = width;
    this.height = height;
    this.ptsNs = ptsNs;
    this.planes = List.copyOf(planes);
    this.release = release;
    OPEN.incrementAndGet();
  }

  /// How many frames of this process are not closed yet.
  public static int openFrames() {
    return OPEN.get();
  }

  /// How the samples are laid out.
  public PixelFormat format() {
    return format;
  }

  /// Which light the samples mean.
  public ColorSpace colorSpace() {
    return colorSpace;
  }

  /// Width in px.
  public int width() {
    return width;
  }

  /// Height in px.
  public int height() {
    return height;
  }

  /// `MediaClock` time of the capture, ns.
  public long ptsNs() {
    return ptsNs;
  }

  /// The planes, valid until [#close].
  public List<Plane> planes() {
    return planes;
  }

  /// Gives the memory back; a second call does nothing.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      OPEN.decrementAndGet();
      release.run();
    }
  }

  @Override
  public String toString() {
    return width + "x" + height + " " + format + " @" + ptsNs + " ns";
  }
}
