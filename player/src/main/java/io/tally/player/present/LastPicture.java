// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.present;

import io.tally.capture.media.VideoFrame;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which picture did a stream end with, for who wants to see it again?
///
/// Life: made with a session, [#forget] when something plays again, [#close] with the session.
/// Threads: any.
public final class LastPicture implements AutoCloseable {
  private @Nullable VideoFrame picture; // owned; guarded by this, as the next
  private boolean closed;

  /// Keeps a picture, which it takes, in place of the one before.
  synchronized void keep(VideoFrame taken) {
    forget();
    if (closed) {
      taken.close();
    } else {
      picture = taken;
    }
  }

  /// Gives a sink the picture, borrowed, if there is one.
  public synchronized void show(Consumer<VideoFrame> sink) {
    VideoFrame kept = picture;
    if (kept != null) {
      sink.accept(kept);
    }
  }

  /// Keeps none.
  public synchronized void forget() {
    VideoFrame kept = picture;
    picture = null;
    if (kept != null) {
      kept.close();
    }
  }

  /// Keeps none from now on. Idempotent.
  @Override
  public synchronized void close() {
    closed = true;
    forget();
  }
}
