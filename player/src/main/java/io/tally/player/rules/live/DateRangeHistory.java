// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.live;

import io.tally.player.playlist.DateRange;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.rules.Reporter;
import io.tally.player.rules.TextRule;
import java.util.LinkedHashMap;
import java.util.Map;

/// Does a date range keep its attributes (rule 18)?
///
/// Remembers the last thousand.
final class DateRangeHistory {
  private static final int MOST = 1_000;

  private final Map<String, Map<String, String>> seen = new LinkedHashMap<>();

  void next(MediaPlaylist playlist, Reporter out) {
    for (DateRange range : playlist.dateRanges()) {
      Map<String, String> before = seen.put(range.id(), range.attributes());
      if (before == null) {
        if (seen.size() > MOST) {
          seen.remove(seen.keySet().iterator().next());
        }
        continue;
      }
      before.forEach((name, value) -> {
        String now = range.attributes().get(name);
        if (now != null && !now.equals(value)) {
          out.report(
              TextRule.DATE_RANGE_STAYS,
              range.line(),
              "%s of range %s was %s and is %s",
              name,
              range.id(),
              value,
              now);
        }
      });
    }
  }
}
