// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import java.util.Locale;

/// Whose demands is a stream measured by?
public enum Profile {
  /// The "musts" of RFC 8216bis, and its "shoulds" as warnings.
  RFC,
  /// These, and Apple's authoring specification for its devices.
  APPLE,
  /// Those of the RFC, and what Tally's own ingest promises: codecs, sizes and dates told, each
  /// segment beginning with a keyframe.
  OWN;

  /// As it is written on a command line.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
