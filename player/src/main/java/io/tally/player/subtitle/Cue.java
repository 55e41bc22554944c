// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.subtitle;

/// What is to be read from when to when?
///
/// @param startNs when it appears
/// @param endNs when it is gone
/// @param text lines separated by `\n`, without markup
public record Cue(long startNs, long endNs, String text) {
  Cue moved(long shiftNs) {
    return new Cue(startNs + shiftNs, endNs + shiftNs, text);
  }

  boolean isDue(long atNs) {
    return startNs <= atNs && atNs < endNs;
  }
}
