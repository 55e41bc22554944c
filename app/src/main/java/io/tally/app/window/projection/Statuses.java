// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.projection;

import io.tally.app.settings.Input;
import io.tally.app.stage.InputStatus;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How are the inputs, given that the broadcast follows a wish a moment later?
///
/// What was wished counts at once, so that a slider does not jump back under the hand.
public final class Statuses {
  private Statuses() {}

  /// The inputs as running, but arranged as wanted; those that are not wanted any more are left
  /// out.
  ///
  /// @param running as the broadcast has them
  /// @param wanted as its settings have them
  public static List<InputStatus> of(List<InputStatus> running, List<Input> wanted) {
    Map<String, Input> byId =
        wanted.stream().collect(Collectors.toMap(Input::id, Function.identity()));
    return running.stream()
        .filter(status -> byId.containsKey(status.input().id()))
        .map(status -> with(status, byId.getOrDefault(status.input().id(), status.input())))
        .toList();
  }

  private static InputStatus with(InputStatus status, Input input) {
    return new InputStatus(input, status.name(), status.state(), status.driftPpm(), status.meter());
  }
}
