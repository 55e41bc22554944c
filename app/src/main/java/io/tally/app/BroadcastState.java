// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app;

/// How does the broadcast stand? Only its own thread moves it on; anybody may read it.
public sealed interface BroadcastState {
  /// Made, not opened yet.
  record Idle() implements BroadcastState {}

  /// Sources, canvas and mixer run; nothing goes out.
  record Preview() implements BroadcastState {}

  /// Asked to go live: encoders are being opened and the endpoint is being asked.
  record Starting() implements BroadcastState {}

  /// The endpoint has accepted the stream and takes the programme.
  ///
  /// @param sinceNs `System.nanoTime` of the acceptance
  record Live(long sinceNs) implements BroadcastState {}

  /// Asked to stop; what is queued is being coded, sent and written.
  record Stopping() implements BroadcastState {}

  /// Not on the air, against our wish. The preview goes on, and so does a recording until `stop`.
  ///
  /// @param sentence for a person: what was seen and what to do next; never holds a key
  /// @param wasLive whether the endpoint had accepted the stream before
  /// @param recording whether a recording goes on
  record Failed(String sentence, boolean wasLive, boolean recording) implements BroadcastState {}

  /// Closed; will never run again.
  record Closed() implements BroadcastState {}

  /// Whether it can go live from here.
  default boolean ready() {
    return switch (this) {
      case Preview _, Failed _ -> true;
      case Idle _, Starting _, Live _, Stopping _, Closed _ -> false;
    };
  }

  /// Whether packets are made, or about to be.
  default boolean busy() {
    return switch (this) {
      case Starting _, Live _, Stopping _ -> true;
      case Failed failed -> failed.recording();
      case Idle _, Preview _, Closed _ -> false;
    };
  }
}
