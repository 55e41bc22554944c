// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import io.tally.capture.media.VideoFrame;

/// Who wants the pictures of a stream at the moment they are due?
///
/// Threads: [#show] is called on the player's thread `present`, one call at a time, and delays the
/// next picture as long as it takes.
@FunctionalInterface
public interface PictureSink {
  /// Shows a picture now.
  ///
  /// @param borrowed valid until return; its pts is the stream's running time, ns, and the same as
  ///   before when a picture comes again
  void show(VideoFrame borrowed);
}
