// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.read;

/// Why is a transport stream not taken, though it is one? The message is a sentence for a person.
public final class UnsupportedProgrammeException extends Exception {
  private static final long serialVersionUID = 1L;

  UnsupportedProgrammeException(String sentence) {
    super(sentence);
  }
}
