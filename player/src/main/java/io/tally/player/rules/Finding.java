// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import io.tally.player.playlist.Flaw.Severity;
import java.time.Instant;

/// What was found against a rule, where, and how often?
///
/// @param url the playlist or segment, with secrets masked
/// @param line in it, from 1, where it was first seen; 0 when none
/// @param seen what was seen, with its value
/// @param first when it was first seen
/// @param last when it was last seen
/// @param count how often
public record Finding(
    Rule rule,
    Severity severity,
    String url,
    int line,
    String seen,
    Instant first,
    Instant last,
    int count) {
  /// What was seen, what is expected and what to do.
  public String sentence() {
    return seen + ". " + rule.advice();
  }

  Finding again(Instant now) {
    return new Finding(rule, severity, url, line, seen, first, now, count + 1);
  }
}
