// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.preflight;

import io.tally.protocol.PublishFailure;

/// What came of one step of a test?
///
/// @param name of the step, for a person, such as `TLS`
/// @param tookNs how long it took; 0 when it was skipped
public record Step(String name, long tookNs, Outcome outcome) {
  /// How it ended.
  public sealed interface Outcome {
    /// For a person, without key and password.
    String sentence();
  }

  /// As it should.
  public record Passed(String sentence) implements Outcome {}

  /// It cannot be done so; a host with further addresses is tried at the next one.
  public record Failed(PublishFailure failure) implements Outcome {
    @Override
    public String sentence() {
      return failure.sentence();
    }
  }

  /// Not done: not needed here, or not reached.
  public record Skipped(String sentence) implements Outcome {}
}
