// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check.export;

import io.tally.player.check.CheckReport;
import io.tally.player.check.TrackSummary;
import io.tally.player.check.WaterfallEntry;
import io.tally.player.glass.GlassFacts;
import io.tally.player.glass.GlassWords;
import io.tally.player.net.Exchange;
import io.tally.player.playlist.Flaw.Severity;
import io.tally.player.rules.Finding;
import io.tally.player.rules.MaskedAddress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// What does a report look like to a person?
///
/// One file that needs no other: no scripts, no pictures, nothing loaded.
public final class HtmlReport {
  private static final int MOST_REQUESTS = 1_000;
  private static final String STYLE =
      """
      :root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}
      body{margin:2rem auto;max-width:72rem;padding:0 1rem}
      h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}
      table{border-collapse:collapse;width:100%;font-size:.9em}
      th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #8884}
      td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
      code{overflow-wrap:anywhere}.error{color:#c0262d;font-weight:600}.warning{color:#a15c00}
      .good{color:#14803c;font-weight:600}.quiet{opacity:.7}
      .bar{position:relative;height:.8em;min-width:16rem}
      .bar i{position:absolute;top:0;bottom:0;background:#7aa7d9}.bar b{position:absolute;top:0;bottom:0;background:#2f6db3}
      """;

  private HtmlReport() {}

  /// The report as a page.
  public static String of(CheckReport report) {
    StringBuilder page = new StringBuilder();
    String title = report.mpd() ? "MPEG-DASH report" : "HLS report";
    page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\">")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .append("style-src 'unsafe-inline'\"><title>")
        .append(title)
        .append("</title><style>")
        .append(STYLE)
        .append("</style></head><body>\n<h1>")
        .append(title)
        .append("</h1>\n<p><code>")
        .append(MarkupText.of(report.url()))
        .append("</code></p>\n<p>Profile ")
        .append(report.profile())
        .append(", ")
        .append(report.started().truncatedTo(ChronoUnit.SECONDS))
        .append(", ")
        .append(decimal(report.lasted().toMillis() / 1e3))
        .append(" s, ")
        .append(report.segments())
        .append(" segments, ")
        .append(report.requests().size())
        .append(" requests.</p>\n<p>");
    verdict(report, page);
    page.append("</p>\n");
    report.note().ifPresent(note -> page.append("<p>").append(note).append("</p>\n"));
    report
        .arrival()
        .words()
        .ifPresent(words -> page.append("<p>").append(MarkupText.of(words)).append(".</p>\n"));
    glass(report.glass(), page);
    findings(report, page);
    tracks(report.tracks(), page);
    page.append(EventTable.of(report.events()));
    requests(report, page);
    return page.append("</body></html>\n").toString();
  }

  private static void verdict(CheckReport report, StringBuilder page) {
    if (report.problem().isPresent()) {
      page.append("<span class=\"error\">Could not load: ")
          .append(MarkupText.of(report.problem().get()))
          .append("</span>");
    } else if (report.errors() > 0) {
      page.append("<span class=\"error\">")
          .append(counted(report.errors(), "error"))
          .append("</span>, ")
          .append(counted(report.warnings(), "warning"));
    } else {
      page.append("<span class=\"good\">No errors</span>, ")
          .append(counted(report.warnings(), "warning"));
    }
    page.append('.');
  }

  private static void glass(GlassFacts glass, StringBuilder page) {
    if (glass.delay().isPresent()) {
      page.append("<p>")
          .append(decimal(glass.delay().get().medianNs() / 1e9))
          .append(" s glass to glass (")
          .append(GlassWords.stages(glass.delay().get()))
          .append("), ")
          .append(GlassWords.beside(glass))
          .append(".</p>\n");
    }
  }

  private static String counted(long count, String word) {
    return count + " " + word + (count == 1 ? "" : "s");
  }

  private static void findings(CheckReport report, StringBuilder page) {
    if (report.findings().isEmpty()) {
      return;
    }
    page.append("<h2>Findings</h2>\n<table><tr><th>Rule<th>Seen, and what to do<th>Where")
        .append("<th>Times<th>First</tr>\n");
    for (Finding finding : report.findings()) {
      String severity = finding.severity() == Severity.ERROR ? "error" : "warning";
      page.append("<tr><td><span class=\"")
          .append(severity)
          .append("\">")
          .append(severity)
          .append(' ')
          .append(finding.rule().id())
          .append("</span><br><span class=\"quiet\">")
          .append(MarkupText.of(finding.rule().section()))
          .append("</span><td>")
          .append(MarkupText.of(finding.seen()))
          .append(".<br><span class=\"quiet\">")
          .append(MarkupText.of(finding.rule().advice()))
          .append("</span><td><code>")
          .append(MarkupText.of(finding.url()))
          .append("</code>")
          .append(finding.line() > 0 ? "<br>line " + finding.line() : "")
          .append("<td class=\"n\">")
          .append(finding.count())
          .append("<td class=\"n\">+")
          .append(decimal(since(report, finding.first()) / 1e3))
          .append(" s</tr>\n");
    }
    page.append("</table>\n");
    if (report.notKept() > 0) {
      page.append("<p>").append(report.notKept()).append(" more were counted only.</p>\n");
    }
  }

  private static long since(CheckReport report, java.time.Instant moment) {
    return Math.max(0, Duration.between(report.started(), moment).toMillis());
  }

  private static void tracks(List<TrackSummary> tracks, StringBuilder page) {
    if (tracks.isEmpty()) {
      return;
    }
    page.append("<h2>Playlists</h2>\n<table><tr><th>Name<th>Told<th>Real<th>Segments")
        .append("<th>Mean<th>Peak<th>of BANDWIDTH<th>Pictures<th>Keyframes</tr>\n");
    for (TrackSummary track : tracks) {
      page.append("<tr><td>")
          .append(MarkupText.of(track.name()))
          .append("<br><code class=\"quiet\">")
          .append(MarkupText.of(track.url()))
          .append("</code><td>")
          .append(MarkupText.of(track.told()))
          .append("<td>")
          .append(MarkupText.of(track.real()));
      number(
          page, track.segments() + (track.failed() > 0 ? ", " + track.failed() + " failed" : ""));
      number(page, track.meanBps() / 1000 + " kbit/s");
      number(page, track.peakBps() / 1000 + " kbit/s");
      number(page, track.toldBps() == 0 ? "" : 100 * track.peakBps() / track.toldBps() + " %");
      number(page, track.framesPerSecond() == 0 ? "" : decimal(track.framesPerSecond()) + " /s");
      number(
          page,
          track.keyframeSeconds() == 0
              ? ""
              : decimal(track.keyframeSeconds())
                  + " s, at most "
                  + decimal(track.longestKeyframeSeconds())
                  + " s");
      page.append("</tr>\n");
    }
    page.append("</table>\n");
  }

  private static void number(StringBuilder page, String text) {
    page.append("<td class=\"n\">").append(MarkupText.of(text));
  }

  private static void requests(CheckReport report, StringBuilder page) {
    if (report.requests().isEmpty()) {
      return;
    }
    double all = Math.max(1, report.lasted().toMillis());
    page.append("<h2>Requests</h2>\n<table><tr><th>What<th>Answer<th>First byte<th>All<th>Bytes")
        .append("<th>× real time<th>When (light: waiting, dark: receiving)</tr>\n");
    for (WaterfallEntry entry : report.requests().stream().limit(MOST_REQUESTS).toList()) {
      Exchange exchange = entry.exchange();
      double begins = 100 * since(report, exchange.started()) / all;
      double wait = 100 * exchange.firstByteMs().orElse(exchange.totalMs()) / all;
      double total = 100 * exchange.totalMs() / all;
      page.append("<tr><td>")
          .append(MarkupText.of(MaskedAddress.name(exchange.uri())))
          .append("<br><span class=\"quiet\">")
          .append(entry.kind().name().toLowerCase(Locale.ROOT))
          .append(" of ")
          .append(MarkupText.of(entry.track()))
          .append("</span><td>");
      page.append(
          exchange.problem().isPresent()
              ? "<span class=\"error\">" + MarkupText.of(exchange.problem().get()) + "</span>"
              : exchange.status() + " " + MarkupText.of(exchange.protocol() + cache(exchange)));
      number(
          page,
          exchange.firstByteMs().isPresent() ? exchange.firstByteMs().getAsLong() + " ms" : "");
      number(page, exchange.totalMs() + " ms");
      number(page, String.valueOf(exchange.bodyBytes()));
      number(page, entry.speed() == 0 ? "" : decimal(entry.speed()));
      page.append("<td><div class=\"bar\"><i style=\"left:")
          .append(decimal(begins))
          .append("%;width:")
          .append(decimal(Math.max(0.1, wait)))
          .append("%\"></i><b style=\"left:")
          .append(decimal(begins + wait))
          .append("%;width:")
          .append(decimal(Math.max(0, total - wait)))
          .append("%\"></b></div></tr>\n");
    }
    page.append("</table>\n");
    if (report.requests().size() > MOST_REQUESTS) {
      page.append("<p>The HAR export has all of them.</p>\n");
    }
  }

  private static String cache(Exchange exchange) {
    return exchange.header("x-cache").map(text -> ", " + text).orElse("")
        + exchange.header("age").map(text -> ", age " + text).orElse("");
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
