// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.doctor;

import io.tally.app.cli.terminal.ProgramVersion;
import java.io.IOException;
import java.util.List;

/// Which program is this, on which machine?
final class SystemCheck {
  private SystemCheck() {}

  static List<Finding> run() {
    String machine =
        "%s %s on %s, %d processors, at most %d MB for the Java heap."
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() / 1_000_000);
    try {
      return List.of(
          Finding.well("program", String.join("; ", ProgramVersion.lines())),
          Finding.well("machine", machine));
    } catch (IOException e) {
      return List.of(
          Finding.lacks("program", String.valueOf(e.getMessage())),
          Finding.well("machine", machine));
    }
  }
}
