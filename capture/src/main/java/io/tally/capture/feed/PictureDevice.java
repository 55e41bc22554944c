// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.feed;

import io.tally.capture.media.VideoFrame;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What does one opened screen or camera deliver?
///
/// Used and closed by one thread, that of a [PictureFeed].
public interface PictureDevice extends AutoCloseable {
  /// What the device truly gives, such as "1280x720 MJPG at 30 fps".
  String detail();

  /// Waits for the next picture, two seconds at most.
  ///
  /// @return owned by the caller; null when there was nothing to wait for yet
  /// @throws IOException when the device gives no more; the message is a sentence for a person
  @Nullable VideoFrame read() throws IOException;

  @Override
  void close();

  /// Opens the same device as often as it is asked.
  @FunctionalInterface
  interface Opener {
    /// Opens it; the caller closes it.
    ///
    /// @throws IOException when it cannot be opened now; the message is a sentence for a person
    PictureDevice open() throws IOException;
  }
}
