// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture;

/// Does a source give pictures or sound, and if not, why?
///
/// Only the source's own thread moves it on; anybody may read it.
public sealed interface SourceState {
  /// Made, not started yet.
  record Idle() implements SourceState {}

  /// Asked to start; the device is being opened.
  record Opening() implements SourceState {}

  /// Delivering.
  ///
  /// @param detail what the device truly gives, such as "1280x720 MJPG at 30 fps"
  record Running(String detail) implements SourceState {}

  /// Not delivering; the source tries again by itself and the broadcast goes on without it.
  ///
  /// @param problem a sentence for a person: what is wrong and what to do
  /// @param retryAtNs `MediaClock` time of the next attempt
  record Unavailable(String problem, long retryAtNs) implements SourceState {}

  /// Closed; will never deliver again.
  record Closed() implements SourceState {}
}
