// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture;

/// A screen, camera or sound device that this machine has.
///
/// @param id what opens it again, stable across restarts where the system allows: a display and
///   screen, a device path, a sound source's name
/// @param name what a person knows it by, such as "Logitech BRIO"
/// @param detail more about it for a list, such as "1920x1080"; may be empty
public record Device(Kind kind, String id, String name, String detail) {
  /// What it can be used as.
  public enum Kind {
    SCREEN,
    CAMERA,
    AUDIO_INPUT,
    DESKTOP_AUDIO
  }
}
