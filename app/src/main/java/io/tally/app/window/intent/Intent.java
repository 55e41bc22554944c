// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.intent;

import io.tally.app.settings.WindowPlace;
import io.tally.app.window.state.Notice;
import io.tally.app.window.state.Picture;
import java.nio.file.Path;

/// What does the person at the window ask for?
public sealed interface Intent {
  /// Send the programme to the endpoints that are switched on.
  record GoLive() implements Intent {}

  /// End the broadcast; the preview stays.
  record Stop() implements Intent {}

  /// Ask the system which devices there are.
  record ListDevices() implements Intent {}

  /// Try which encoders work on this machine.
  record ListEncoders() implements Intent {}

  /// Code pictures with this one, by FFmpeg's name, from the next time on the air on.
  record SetEncoder(String name) implements Intent {}

  /// Let each picture say when it was captured, or not, from the next time on the air on.
  record SetStamped(boolean wanted) implements Intent {}

  record AddSource(NewSource source) implements Intent {}

  record RemoveSource(String id) implements Intent {}

  record ShowSource(String id, boolean visible) implements Intent {}

  record SetGain(String channelId, double gainDb) implements Intent {}

  record SetMuted(String channelId, boolean muted) implements Intent {}

  /// Mute every channel, or, when all are mute, none.
  record ToggleMuteAll() implements Intent {}

  /// Anything about the endpoints.
  record AboutEndpoints(EndpointIntent wish) implements Intent {}

  record SetRecording(boolean wanted) implements Intent {}

  record SetRecordFolder(Path folder) implements Intent {}

  record SetPicture(Picture picture) implements Intent {}

  record DismissNotice() implements Intent {}

  /// An answer that the notice offered.
  record Answered(Notice.Answer answer) implements Intent {}

  /// Look at this computer, and write a report without secrets.
  record Diagnose() implements Intent {}

  /// The window was moved or resized; remembered for the next start.
  record PlaceWindow(WindowPlace place) implements Intent {}
}
