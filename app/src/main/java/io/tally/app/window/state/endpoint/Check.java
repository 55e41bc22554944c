// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state.endpoint;

import java.util.List;
import java.util.Optional;

/// What has a test of the endpoint in the form shown so far?
///
/// @param running whether it goes on
/// @param steps in the order in which they are taken
/// @param verdict what it comes to, once it is over
/// @param certificate the SHA-256 fingerprint of the one that the far end showed and nobody vouches
///   for, if that alone stopped it; which one it is stands in the step's sentence
public record Check(
    boolean running, List<Step> steps, Optional<String> verdict, Optional<String> certificate) {
  /// Not begun.
  public static final Check NONE = new Check(false, List.of(), Optional.empty(), Optional.empty());

  public Check {
    steps = List.copyOf(steps);
  }

  /// One step.
  ///
  /// @param name what is done
  /// @param millis how long it took so far
  /// @param sentence what was seen; empty while it runs
  public record Step(String name, Outcome outcome, long millis, String sentence) {}

  /// How a step ended.
  public enum Outcome {
    RUNNING,
    PASSED,
    WARNED,
    FAILED,
    SKIPPED
  }
}
