// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.crypto;

/// Why can keys from the peer not be used (draft-sharabayko-srt section 6.1.5)?
public final class KeyRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final KeyState state;

  KeyRefusedException(KeyState state) {
    super("The peer's keys cannot be used: " + state, null, false, false);
    this.state = state;
  }

  /// What to answer.
  public KeyState state() {
    return state;
  }
}
