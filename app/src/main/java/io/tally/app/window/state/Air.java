// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state;

/// Does the programme go out, as far as the window shows it?
public sealed interface Air {
  /// The devices are being opened; nothing can be sent yet.
  record Opening() implements Air {}

  /// The preview runs and nothing goes out.
  record Off() implements Air {}

  /// Asked to go live; the endpoint has not accepted the stream yet.
  record Connecting() implements Air {}

  /// The endpoint takes the programme.
  record OnAir() implements Air {}

  /// Asked to stop; what is queued is being sent.
  record Stopping() implements Air {}

  /// The stream is lost, and the recording goes on until it is stopped.
  record RecordingOnly() implements Air {}

  /// Whether anything is sent or written, or about to be.
  default boolean busy() {
    return switch (this) {
      case Connecting _, OnAir _, Stopping _, RecordingOnly _ -> true;
      case Opening _, Off _ -> false;
    };
  }
}
