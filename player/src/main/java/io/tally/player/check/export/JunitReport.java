// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check.export;

import io.tally.player.check.CheckReport;
import io.tally.player.playlist.Flaw.Severity;
import io.tally.player.rules.Finding;
import io.tally.player.rules.Rule;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What does a report look like to a build server that reads JUnit's XML?
///
/// Each rule of the profile is a test case: it fails with an error, and passes with warnings, which
/// stand in its output.
public final class JunitReport {
  private JunitReport() {}

  /// The report as a test suite.
  public static String of(CheckReport report) {
    List<Rule> rules = report.rules();
    long failures = rules.stream().filter(rule -> hasError(report, rule)).count();
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    String seconds = String.format(Locale.ROOT, "%.3f", report.lasted().toMillis() / 1e3);
    int loads = report.problem().isPresent() ? 1 : 0;
    xml.append("<testsuites>\n  <testsuite name=\"")
        .append(
            MarkupText.of(
                (report.mpd() ? "MPEG-DASH " : "HLS ") + report.profile() + " " + report.url()))
        .append("\" tests=\"")
        .append(rules.size() + 1)
        .append("\" failures=\"")
        .append(failures)
        .append("\" errors=\"")
        .append(loads)
        .append("\" skipped=\"0\" time=\"")
        .append(seconds)
        .append("\" timestamp=\"")
        .append(report.started())
        .append("\">\n");
    xml.append("    <testcase classname=\"hls\" name=\"the stream loads\" time=\"")
        .append(seconds)
        .append("\">");
    report
        .problem()
        .ifPresent(problem ->
            xml.append("<error message=\"").append(MarkupText.of(problem)).append("\"/>"));
    xml.append("</testcase>\n");
    rules.forEach(rule -> testCase(report, rule, xml));
    return xml.append("  </testsuite>\n</testsuites>\n").toString();
  }

  private static boolean hasError(CheckReport report, Rule rule) {
    return of(report, rule).stream().anyMatch(found -> found.severity() == Severity.ERROR);
  }

  private static List<Finding> of(CheckReport report, Rule rule) {
    return report.findings().stream().filter(finding -> finding.rule().equals(rule)).toList();
  }

  private static void testCase(CheckReport report, Rule rule, StringBuilder xml) {
    List<Finding> findings = of(report, rule);
    String name =
        "rule " + rule.id() + " " + rule.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    xml.append("    <testcase classname=\"hls.")
        .append(MarkupText.of(rule.section().replaceAll("[^A-Za-z0-9]+", "-")))
        .append("\" name=\"")
        .append(MarkupText.of(name))
        .append("\">");
    if (hasError(report, rule)) {
      xml.append("<failure message=\"")
          .append(MarkupText.of(findings.getFirst().sentence()))
          .append("\" type=\"")
          .append(MarkupText.of(rule.section()))
          .append("\">")
          .append(MarkupText.of(lines(findings)))
          .append("</failure>");
    } else if (!findings.isEmpty()) {
      xml.append("<system-out>").append(MarkupText.of(lines(findings))).append("</system-out>");
    }
    xml.append("</testcase>\n");
  }

  private static String lines(List<Finding> findings) {
    return findings.stream()
        .map(finding ->
            "%s %s%s: %s (%d times)"
                .formatted(
                    finding.severity(),
                    finding.url(),
                    finding.line() > 0 ? ", line " + finding.line() : "",
                    finding.seen(),
                    finding.count()))
        .collect(Collectors.joining("\n"));
  }
}
