// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.adapt;

import io.tally.player.adapt.Decision.Cause;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What was decided lately?
///
/// Every change, and of decisions to stay those whose choice or rejected variants differ from the
/// one before; the newest five hundred. Threads: any.
public final class DecisionHistory {
  private static final int MOST = 500;

  private final Deque<Decision> decisions = new ArrayDeque<>();

  synchronized void add(Decision decision) {
    Decision last = decisions.peekLast();
    if (decision.cause() == Cause.STAY && last != null && isSame(last, decision)) {
      decisions.removeLast(); // the newest figures stand for the whole time
    } else if (decision.cause() == Cause.MANUAL && last != null && isSame(last, decision)) {
      return;
    }
    decisions.add(decision);
    if (decisions.size() > MOST) {
      decisions.removeFirst();
    }
  }

  private static boolean isSame(Decision one, Decision other) {
    return one.cause() == other.cause()
        && one.to().equals(other.to())
        && one.rejected().equals(other.rejected());
  }

  /// All that is remembered, oldest first.
  public synchronized List<Decision> all() {
    return List.copyOf(decisions);
  }
}
