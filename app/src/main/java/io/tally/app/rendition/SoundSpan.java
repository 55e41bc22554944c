// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.rendition;

import io.tally.capture.media.AudioFrame;
import io.tally.capture.mix.Mixer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Which blocks of sound belong to the pictures of a programme?
///
/// The mixer is later than the canvas, so its first blocks are older than the first picture and its
/// last are still to come when the last picture was made. Threads: [#pass] on the mixer's, the rest
/// on the broadcast's.
final class SoundSpan {
  private static final long PATIENCE_NS = 5 * Mixer.DELAY_NS;

  private final CountDownLatch complete = new CountDownLatch(1);
  private volatile long beginNs = Long.MAX_VALUE;
  private volatile long endNs = Long.MAX_VALUE;

  /// @param ns `MediaClock` time before which nothing is wanted
  void begin(long ns) {
    beginNs = ns;
  }

  /// Hands a block on if it is within.
  void pass(AudioFrame block, Consumer<AudioFrame> out) {
    if (block.ptsNs() > endNs) {
      complete.countDown();
    } else if (block.ptsNs() >= beginNs) {
      out.accept(block);
    }
  }

  /// Waits until all sound up to a moment has passed.
  ///
  /// @param ns `MediaClock` time of the last picture
  void awaitEnd(long ns) {
    endNs = ns;
    try {
      // A mixer that does not run must not keep the end up.
      boolean _ = complete.await(PATIENCE_NS, TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
