// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.connect;

import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublishFailure.Kind;
import org.jspecify.annotations.Nullable;

/// Why did an attempt to publish end? Carries the failure that a person is told.
public final class PublishException extends Exception {
  private final transient PublishFailure failure;

  public PublishException(Kind kind, String sentence) {
    this(kind, sentence, null);
  }

  public PublishException(Kind kind, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.failure = new PublishFailure(kind, sentence);
  }

  public PublishFailure failure() {
    return failure;
  }
}
