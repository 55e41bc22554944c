// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import java.io.Serial;

/// Why does a device give no sound, as a sentence for a person?
final class NoSoundException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final String sentence;

  NoSoundException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /// The sentence.
  String sentence() {
    return sentence;
  }
}
