// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture;

import io.tally.capture.media.VideoFrame;
import org.jspecify.annotations.Nullable;

/// Which picture may leave its source for good, so that nobody needs to copy it?
///
/// A picture that fills the canvas by itself goes to the encoder as it is. It can only have one
/// owner, so the source gives it away and has none until its device gives the next.
public interface GivingSource extends VideoSource {
  /// Hands over the picture that [#frameAt] returned last: the caller owns it and closes it. Null
  /// when there is none, and when so many are away that the caller shall rather copy it. Until a
  /// newer one comes, `frameAt` returns null. Only on the compositor's thread.
  @Nullable VideoFrame giveFrame();
}
