// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.open;

import io.tally.player.feed.JoinPoint;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.follow.Variants;
import java.util.Optional;

/// Have picture and sound restarted, each in playlists of its own, and do they belong together?
///
/// An encoder that starts anew is seen in one playlist before it is seen in the other. Until both
/// have restarted, what is loaded of the old run plays on; when one does not for three target
/// durations, the picture goes on alone until the sound follows. Threads: one at a time.
final class Restarts {
  /// Of sound that is in the picture's segments.
  static final Restarts NONE = new Restarts(Optional.empty());

  private static final int PATIENCE_TARGET_DURATIONS = 3;

  private record Pair(Variants picture, Variants sound) {}

  private final Optional<Pair> pair;
  private int pictureEpoch; // when they were aligned last
  private int soundEpoch;
  private boolean together = true;
  private long sinceNs = -1; // System.nanoTime when only one had restarted

  private Restarts(Optional<Pair> pair) {
    this.pair = pair;
    pair.ifPresent(both -> {
      pictureEpoch = both.picture().tracker().snapshot().epoch();
      soundEpoch = both.sound().tracker().snapshot().epoch();
    });
  }

  /// @param picture aligned with the sound now
  Restarts(Variants picture, Variants sound) {
    this(Optional.of(new Pair(picture, sound)));
  }

  /// Whether it is time to align them.
  ///
  /// @param nowNs by `System.nanoTime`
  boolean isDue(long nowNs) {
    if (pair.isEmpty()) {
      return false;
    }
    PlaylistSnapshot picture = pair.get().picture().tracker().snapshot();
    PlaylistSnapshot sound = pair.get().sound().tracker().snapshot();
    boolean ofPicture = picture.epoch() != pictureEpoch;
    boolean ofSound = sound.epoch() != soundEpoch;
    if (!ofPicture && !ofSound) {
      sinceNs = -1;
      return false;
    }
    if ((ofPicture && ofSound) || !together) {
      return true;
    }
    sinceNs = sinceNs < 0 ? nowNs : sinceNs;
    return nowNs - sinceNs > PATIENCE_TARGET_DURATIONS * picture.playlist().targetDurationNs();
  }

  /// Aligns the sound with where the picture is joined.
  void align() {
    pair.ifPresent(both -> {
      PlaylistSnapshot picture = both.picture().tracker().snapshot();
      boolean ofPicture = picture.epoch() != pictureEpoch;
      boolean ofSound = both.sound().tracker().snapshot().epoch() != soundEpoch;
      if (ofPicture || ofSound) {
        boolean found = both.sound().align(picture, JoinPoint.DEFAULT.wanted(picture));
        together = found || ofPicture == ofSound || (ofSound && !together);
        pictureEpoch = picture.epoch();
        soundEpoch = both.sound().tracker().snapshot().epoch();
        sinceNs = -1;
      }
    });
  }

  /// Whether the sound belongs to the picture.
  boolean together() {
    return together;
  }
}
