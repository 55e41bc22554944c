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
  private @Nullable EncodePlan answer;

  EncodePlan plan(Encode wanted, List<Outlet> outlets) {
    Question question = new Question(wanted, outlets);
    EncodePlan known = answer;
    if (known == null || !question.equals(last)) {
      last = question;
      known = EncodePlan.of(wanted, outlets);
      answer = known;
    }
    return known;
  }
}
