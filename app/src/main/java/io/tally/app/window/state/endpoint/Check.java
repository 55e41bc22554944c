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
/// @param question what to know before ten seconds of a test picture are sent, where the person is
///   to decide that
public record Check(
    boolean running,
    List<Step> steps,
    Optional<String> verdict,
    Optional<String> certificate,
    Optional<String> question) {
  /// Not begun.
  public static final Check NONE =
      new Check(false, List.of(), Optional.empty(), Optional.empty(), Optional.empty());

  public Check {
    steps = List.copyOf(steps);
  }

  /// Not over yet.
  public static Check runs(List<Step> steps) {
    return new Check(true, steps, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// It took the stream.
  public static Check passed(List<Step> steps) {
    return over(steps, "It takes the programme.", Optional.empty(), Optional.empty());
  }

  /// All is well as far as can be seen without sending, and the person is asked about that.
  public static Check asks(List<Step> steps, String question) {
    return over(
        steps,
        "It is ready, as far as can be seen without sending.",
        Optional.empty(),
        Optional.of(question));
  }

  /// A step failed.
  public static Check failed(List<Step> steps, Optional<String> certificate) {
    return over(
        steps, "It would not take the programme as it stands.", certificate, Optional.empty());
  }

  private static Check over(
      List<Step> steps, String verdict, Optional<String> certificate, Optional<String> question) {
    return new Check(false, steps, Optional.of(verdict), certificate, question);
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
