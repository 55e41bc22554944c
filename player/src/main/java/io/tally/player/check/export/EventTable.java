// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check.export;

import io.tally.player.event.TimedEvent;
import io.tally.player.event.When;
import java.util.List;
import java.util.Locale;

/// How do the events of a stream stand on the page of its report?
final class EventTable {
  private EventTable() {}

  /// Nothing when there are none.
  static String of(List<TimedEvent> events) {
    if (events.isEmpty()) {
      return "";
    }
    StringBuilder page = new StringBuilder();
    page.append("<h2>Events</h2>\n<table><tr><th>When<th>Place<th>Lasts<th>What")
        .append("<th>What it says, and its bytes</tr>\n");
    for (TimedEvent event : events) {
      When when = event.when();
      page.append("<tr><td class=\"n\">")
          .append(when.date().map(date -> MarkupText.of(date.toString())).orElse(""))
          .append("<td class=\"n\">")
          .append(when.positionNs().isPresent() ? seconds(when.positionNs().getAsLong()) : "")
          .append("<td class=\"n\">")
          .append(when.durationNs().isPresent() ? seconds(when.durationNs().getAsLong()) : "")
          .append("<td>")
          .append(MarkupText.of(event.kind()))
          .append("<br><span class=\"quiet\">")
          .append(MarkupText.of(event.origin()))
          .append("</span><td>")
          .append(MarkupText.of(event.words()))
          .append("<details><summary class=\"quiet\">raw</summary><code>")
          .append(MarkupText.of(event.raw()))
          .append("</code></details></tr>\n");
    }
    return page.append("</table>\n").toString();
  }

  private static String seconds(long ns) {
    return String.format(Locale.ROOT, "%.3f s", ns / 1e9);
  }
}
