// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet;

/// Which of the two streams of a programme is this?
public enum Track {
  VIDEO,
  AUDIO
}
