// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.connect;

import io.tally.protocol.line.PublishException;
import io.tally.protocol.rtmp.attempt.AttemptListener;
import io.tally.protocol.rtmp.attempt.AttemptStep;
import java.util.function.Function;

/// How does a listener learn of a step's beginning and of each of its ends?
public record Steps(AttemptListener listener) {
  /// What a step does.
  public interface Work<T> {
    /// Does it.
    T run() throws PublishException, InterruptedException;
  }

  /// Does one step.
  ///
  /// @param found says what came of it, in a sentence
  public <T> T run(AttemptStep step, Work<T> work, Function<T, String> found)
      throws PublishException, InterruptedException {
    listener.began(step);
    try {
      var result = work.run();
      listener.passed(step, found.apply(result));
      return result;
    } catch (PublishException e) {
      listener.failed(step, e.failure());
      throw e;
    }
  }
}
