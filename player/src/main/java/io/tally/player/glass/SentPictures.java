// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.glass;

import io.tally.capture.media.Luma;
import io.tally.encoder.packet.stamp.FrameStamp;
import java.util.Optional;

/// Which pictures did this program send itself?
///
/// Threads: asked on the player's thread `present`; must not block.
public interface SentPictures {
  /// This program sends nothing.
  SentPictures NONE =
      new SentPictures() {
        @Override
        public boolean knows(long session) {
          return false;
        }

        @Override
        public Optional<Luma> picture(FrameStamp stamp) {
          return Optional.empty();
        }
      };

  /// Whether a session is one of its own.
  boolean knows(long session);

  /// The picture of a stamp as its encoder got it; empty for most, because only a sample is kept.
  Optional<Luma> picture(FrameStamp stamp);
}
