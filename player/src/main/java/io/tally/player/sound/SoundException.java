// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.sound;

import java.io.IOException;
import java.io.Serial;

/// Why does no sound come out? The message is a sentence for a person.
public final class SoundException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  public SoundException(String message, Throwable cause) {
    super(message, cause);
  }
}
