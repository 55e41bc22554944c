// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture;

import io.tally.capture.media.VideoFrame;
import org.jspecify.annotations.Nullable;

/// What does this source show at a moment of the media clock?
///
/// Life: [#start] once, then [#frameAt] any number of times, [#close] at any point and twice.
/// Threads: `start`, `state` and `close` from any thread; `frameAt` only on the compositor's
/// thread. `start` returns at once: devices are opened on the source's own thread. Failure: never
/// thrown at the compositor. It is a [SourceState.Unavailable], and the source tries again by
/// itself.
public interface VideoSource extends AutoCloseable {
  /// The name that a person knows this source by.
  String name();

  /// Begins to open the device.
  void start();

  /// The picture for a moment of the clock, borrowed until the next call of this method or of
  /// `close`; null while there is none. The same object as last time means that nothing changed.
  ///
  /// @param ptsNs the canvas tick, `MediaClock` ns; never falls
  @Nullable VideoFrame frameAt(long ptsNs);

  /// What the source is doing now.
  SourceState state();

  /// Frees the device within two seconds.
  @Override
  void close();
}
