// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.presenter;

import io.tally.app.outlet.Outlet;
import io.tally.app.plan.Encode;
import io.tally.app.plan.EncodePlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many encodes will be needed, and why?
///
/// Asked several times a second, and thought about only when the question is another. Threads: one
/// at a time.
final class Planning {
  private record Question(Encode wanted, List<Outlet> outlets) {}

  private @Nullable Question last;
  private List<String> answer = List.of();

  /// A sentence for each encode.
  List<String> sentences(Encode wanted, List<Outlet> outlets) {
    Question question = new Question(wanted, outlets);
    if (!question.equals(last)) {
      last = question;
      answer = EncodePlan.of(wanted, outlets).sentences();
    }
    return answer;
  }
}
