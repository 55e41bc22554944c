// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.check;

import io.tally.player.check.export.HarReport;
import io.tally.player.check.export.HtmlReport;
import io.tally.player.check.export.JsonReport;
import io.tally.player.check.export.JunitReport;
import java.util.List;

/// A report in every form.
final class ReportTexts {
  private ReportTexts() {}

  static List<String> all(CheckReport report) {
    return List.of(
        HtmlReport.of(report),
        JunitReport.of(report),
        HarReport.of(report, "1"),
        JsonReport.of(report));
  }
}
