// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.flv;

/// What is legal in FLV, but not taken here? The message is a sentence for the sender's user.
public final class UnsupportedMediaException extends Exception {
  /// @param sentence what was seen, what is taken, and what to choose
  public UnsupportedMediaException(String sentence) {
    super(sentence);
  }
}
