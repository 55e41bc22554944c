// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.options;

/// Which side begins?
public enum SrtMode {
  /// This side calls.
  CALLER,
  /// This side waits to be called.
  LISTENER
}
