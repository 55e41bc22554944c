// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.pane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which buffer may the scaler fill, and which one does JavaFX draw?
///
/// Three buffers go round: one being filled or ready, one displayed, one just replaced, which the
/// renderer may still be reading until the next pulse is over. The newest picture wins: a ready one
/// that no pulse took is filled again. Threads: [#toFill] and [#ready] on the thread that brings
/// pictures, the rest on the JavaFX thread. Loss: by design, and nobody counts it, for it is what
/// the display cannot show.
final class BufferExchange {
  /// Pulses that may pass until the renderer has let go of a buffer that is no longer displayed.
  private static final int PULSES_UNTIL_LET_GO = 2;

  private record Retired(PictureBuffer buffer, long pulse) {}

  private final Deque<PictureBuffer> free = new ArrayDeque<>();
  private final Deque<Retired> retired = new ArrayDeque<>();
  private @Nullable PictureBuffer ready;
  private @Nullable PictureBuffer displayed;
  private long pulse;
  private boolean closed;

  /// A buffer of this size that the caller alone may write, until it gives it to [#ready]; null
  /// when closed.
  synchronized @Nullable PictureBuffer toFill(int width, int height) {
    if (closed) {
      return null;
    }
    PictureBuffer waiting = ready;
    if (waiting != null) {
      ready = null;
      free.addFirst(waiting);
    }
    List<PictureBuffer> unfit = new ArrayList<>();
    PictureBuffer fitting = null;
    for (PictureBuffer buffer = free.poll(); buffer != null; buffer = free.poll()) {
      if (buffer.hasSize(width, height)) {
        fitting = buffer;
        break;
      }
      unfit.add(buffer);
    }
    // JavaFX has let go of those that are free: the size changed, nobody needs them any more.
    unfit.forEach(PictureBuffer::free);
    return fitting != null ? fitting : new PictureBuffer(width, height);
  }

  /// Gives a filled buffer to be displayed with the next pulse.
  synchronized void ready(PictureBuffer filled) {
    if (closed) {
      filled.free();
      return;
    }
    ready = filled;
  }

  /// The buffer to display from now on, when there is a newer one than the last; called once per
  /// pulse.
  synchronized @Nullable PictureBuffer nextToDisplay() {
    pulse++;
    while (!retired.isEmpty() && retired.getFirst().pulse() + PULSES_UNTIL_LET_GO <= pulse) {
      PictureBuffer letGo = retired.removeFirst().buffer();
      if (closed) {
        letGo.free();
      } else {
        free.add(letGo);
      }
    }
    PictureBuffer next = ready;
    if (next == null) {
      return null;
    }
    ready = null;
    retireDisplayed();
    displayed = next;
    return next;
  }

  private void retireDisplayed() {
    PictureBuffer old = displayed;
    if (old != null) {
      retired.add(new Retired(old, pulse));
      displayed = null;
    }
  }

  /// Frees what nobody reads; what is on display is freed by the pulses that follow. Idempotent.
  synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    free.forEach(PictureBuffer::free);
    free.clear();
    PictureBuffer waiting = ready;
    if (waiting != null) {
      waiting.free();
      ready = null;
    }
    retireDisplayed();
  }

  /// Whether a closed exchange still waits for the renderer to let go.
  synchronized boolean awaitsRenderer() {
    return !retired.isEmpty();
  }
}
