// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.file;

import java.io.Serial;

/// Why can a file not be played, as a sentence for a person?
final class UnplayableException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final String sentence;

  UnplayableException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /// The sentence.
  String sentence() {
    return sentence;
  }
}
