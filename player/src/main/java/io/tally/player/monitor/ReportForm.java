// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor;

import io.tally.player.check.CheckReport;
import io.tally.player.check.export.HarReport;
import io.tally.player.check.export.HtmlReport;
import io.tally.player.check.export.JsonReport;
import io.tally.player.check.export.JunitReport;

/// In which form is a report passed on?
public enum ReportForm {
  HTML("Page (HTML)", ".html"),
  JSON("JSON", ".json"),
  JUNIT("JUnit XML", ".xml"),
  HAR("Requests (HAR)", ".har");

  private final String title;
  private final String ending;

  ReportForm(String title, String ending) {
    this.title = title;
    this.ending = ending;
  }

  /// For a menu.
  public String title() {
    return title;
  }

  /// Of its file's name, with the dot.
  public String ending() {
    return ending;
  }

  /// The report in this form.
  ///
  /// @param version of this program
  public String of(CheckReport report, String version) {
    return switch (this) {
      case HTML -> HtmlReport.of(report);
      case JSON -> JsonReport.of(report);
      case JUNIT -> JunitReport.of(report);
      case HAR -> HarReport.of(report, version);
    };
  }
}
