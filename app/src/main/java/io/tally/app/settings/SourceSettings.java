// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.settings;

import io.tally.capture.screen.Region;
import java.nio.file.Path;
import java.util.Optional;

/// Which picture or sound is meant, described so that it can be stored and opened again?
///
/// Where a device is optional, empty means the system's first or default one.
public sealed interface SourceSettings {
  /// A screen with its pointer.
  ///
  /// @param device the `Device.id` of a screen
  /// @param region the part of it, in its pixels; empty is the whole screen
  record ScreenSource(Optional<String> device, Optional<Region> region) implements SourceSettings {}

  /// A camera.
  ///
  /// @param device the `Device.id`, or a name or part of a name
  record WebcamSource(Optional<String> device) implements SourceSettings {}

  /// A microphone or another sound input.
  ///
  /// @param device the `Device.id`, or a name or part of a name
  record AudioInputSource(Optional<String> device) implements SourceSettings {}

  /// What the desktop plays.
  ///
  /// @param device the `Device.id`, or a name or part of a name
  record DesktopAudioSource(Optional<String> device) implements SourceSettings {}

  /// A film or sound file, in a loop: picture and sound.
  record FileSource(Path file) implements SourceSettings {}

  /// The moving test picture with frame numbers and a flash each second.
  record PatternSource() implements SourceSettings {}

  /// The beep of the test picture.
  record ToneSource() implements SourceSettings {}

  /// Whether it can be a layer of the scene.
  default boolean hasPicture() {
    return switch (this) {
      case ScreenSource _, WebcamSource _, FileSource _, PatternSource _ -> true;
      case AudioInputSource _, DesktopAudioSource _, ToneSource _ -> false;
    };
  }

  /// Whether it can be a channel of the mixer.
  default boolean hasSound() {
    return switch (this) {
      case AudioInputSource _, DesktopAudioSource _, ToneSource _, FileSource _ -> true;
      case ScreenSource _, WebcamSource _, PatternSource _ -> false;
    };
  }
}
