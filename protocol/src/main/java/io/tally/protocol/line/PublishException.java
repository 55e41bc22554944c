// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.line;

import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublishFailure.Kind;
import org.jspecify.annotations.Nullable;

/// Why did an attempt to publish end? Carries the failure that a person is told.
public final class PublishException extends Exception {
  private final transient PublishFailure failure;

  /// For what no other exception tells of.
  public PublishException(Kind kind, String sentence) {
    this(kind, sentence, null);
  }

  /// @param sentence for a person; the key is not in it
  public PublishException(Kind kind, String sentence, @Nullable Throwable cause) {
    this(new PublishFailure(kind, sentence), cause);
  }

  /// For a failure that is told already.
  public PublishException(PublishFailure failure, @Nullable Throwable cause) {
    super(failure.sentence(), cause);
    this.failure = failure;
  }

  /// What a person is told.
  public PublishFailure failure() {
    return failure;
  }
}
