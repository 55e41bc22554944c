// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.feed;

import io.tally.capture.media.VideoFrame;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Which picture did a device give last?
///
/// A mailbox with one place between a device's thread and the compositor's: the newest wins, the
/// older is closed. Threads: [#accept] on the device's thread, [#take] on the compositor's,
/// [#close] on any.
public final class LatestFrame implements AutoCloseable {
  private final AtomicReference<@Nullable VideoFrame> place = new AtomicReference<>();
  private volatile boolean closed;

  /// Puts a frame in, taking it over; a frame that nobody took is closed.
  public void accept(VideoFrame frame) {
    VideoFrame older = place.getAndSet(frame);
    if (older != null) {
      older.close();
    }
    if (closed) {
      clear();
    }
  }

  /// The frame, now the caller's, or null when none came since the last call.
  public @Nullable VideoFrame take() {
    return place.getAndSet(null);
  }

  private void clear() {
    VideoFrame frame = place.getAndSet(null);
    if (frame != null) {
      frame.close();
    }
  }

  /// Closes what is in it and everything that still comes. Idempotent.
  @Override
  public void close() {
    closed = true;
    clear();
  }
}
