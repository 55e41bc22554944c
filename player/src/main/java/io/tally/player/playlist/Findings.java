// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist;

import java.util.ArrayList;
import java.util.List;

/// What is wrong in a playlist so far?
///
/// Keeps the first two hundred: a playlist that is all errors must not fill the memory with them.
/// One object per playlist.
final class Findings {
  private static final int MOST = 200;

  private final List<Finding> kept = new ArrayList<>();

  void error(int line, String message) {
    add(new Finding(line, Finding.Severity.ERROR, message));
  }

  void warning(int line, String message) {
    add(new Finding(line, Finding.Severity.WARNING, message));
  }

  private void add(Finding finding) {
    if (kept.size() < MOST) {
      kept.add(finding);
    }
  }

  List<Finding> all() {
    return List.copyOf(kept);
  }
}
