// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Does the stream play, and if not, why?
///
/// Only the player moves it on; anybody may read it. Sentences are for a person.
public sealed interface PlayerState {
  /// Nothing was asked for, or it was stopped.
  record Idle() implements PlayerState {}

  /// The playlist and the first segment are being loaded.
  ///
  /// @param problem what went wrong so far and is tried again
  record Opening(URI uri, Optional<String> problem) implements PlayerState {}

  /// Picture, sound or both are coming out.
  ///
  /// @param positionNs what is shown now, from the start of a recording, or for a live stream from
  ///   the first segment that the first playlist had
  /// @param duration of a recording; empty while live
  /// @param behindLive empty for a recording
  /// @param width of the picture, px; 0 when there is none
  /// @param height of the picture, px; 0 when there is none
  /// @param framesPerSecond as counted from the pts; 0 while unknown
  /// @param sound whether a sound device plays
  /// @param notes what is not as it should be and does not stop the playing, newest last
  record Playing(
      long positionNs,
      Optional<Duration> duration,
      Optional<LiveDistance> behindLive,
      int width,
      int height,
      double framesPerSecond,
      boolean sound,
      List<String> notes)
      implements PlayerState {
    public Playing {
      notes = List.copyOf(notes);
    }
  }

  /// Playing has stopped until there is enough to go on with.
  ///
  /// @param positionNs the last that was shown
  /// @param problem why
  record Buffering(long positionNs, String problem) implements PlayerState {}

  /// The stream came to its end and everything was shown.
  ///
  /// @param positionNs where it ended
  record Ended(long positionNs) implements PlayerState {}

  /// Given up; `play` may be called again.
  ///
  /// @param problem what was seen, what was expected, what to do next
  record Failed(String problem) implements PlayerState {}
}
