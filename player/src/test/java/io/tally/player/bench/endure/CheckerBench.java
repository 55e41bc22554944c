// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench.endure;

import io.tally.player.check.CheckReport;
import io.tally.player.check.CheckSettings;
import io.tally.player.check.StreamChecker;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// How much of a core does the checker need for a live stream of 6 Mb/s?
public final class CheckerBench {
  private static final long BITRATE_BPS = 6_000_000;
  private static final int WARM_UP_S = 10;
  private static final int STEP_S = 10;
  private static final PrintStream OUT = System.out;

  private CheckerBench() {}

  /// @param args seconds to measure
  public static void main(String[] args) throws Exception {
    int seconds = Integer.parseInt(args[0]);
    List<Double> shares = new ArrayList<>();
    CheckReport report;
    Duration longest = Duration.ofSeconds(WARM_UP_S + seconds + 60);
    try (LiveSource source = LiveSource.start("1280x720", BITRATE_BPS);
        StreamChecker checker =
            StreamChecker.start(CheckSettings.of(source.playlist()).lasting(longest))) {
      TimeUnit.SECONDS.sleep(WARM_UP_S);
      for (int past = 0; past < seconds; past += STEP_S) {
        long cpuNs = cpuNs();
        long begunNs = System.nanoTime();
        TimeUnit.SECONDS.sleep(STEP_S);
        shares.add(100.0 * (cpuNs() - cpuNs) / (System.nanoTime() - begunNs));
        say("%.1f %% of a core", shares.getLast());
      }
      report = checker.report();
    }
    Collections.sort(shares);
    long bytes = report.requests().stream().mapToLong(entry -> entry.exchange().bytes()).sum();
    say(
        "%d segments, %.1f Mb/s, %d errors: median %.1f %% of a core (goal: at most 5)",
        report.segments(),
        bytes * 8e-6 / report.lasted().toSeconds(),
        report.errors(),
        shares.get(shares.size() / 2));
    System.exit(shares.get(shares.size() / 2) <= 5 ? 0 : 1);
  }

  private static long cpuNs() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static void say(String form, Object... values) {
    OUT.println(String.format(Locale.ROOT, form, values));
  }
}
