// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt;

import io.tally.protocol.PublishFailure;
import java.io.IOException;

/// Why was no SRT connection made?
public final class SrtException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient PublishFailure failure;
  private final boolean temporary;

  SrtException(PublishFailure.Kind kind, String sentence, boolean temporary) {
    super(sentence);
    failure = new PublishFailure(kind, sentence);
    this.temporary = temporary;
  }

  /// The sort of failure, and a sentence for a person.
  public PublishFailure failure() {
    return failure;
  }

  /// Whether trying again with the same settings can help.
  public boolean isTemporary() {
    return temporary;
  }
}
