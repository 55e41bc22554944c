// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.bench;

import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// What do we and libsrt repair, at which price, on lines of many losses and lengths?
///
/// `LossTable [seconds] [seed] [loss percent,...] [round trip ms,...]`, usually 20, 1,
/// `0,1,2,5,10,20` and `20,100,300`. Both run at the same time and lose the same packets. Prints a
/// Markdown table.
final class LossTable {
  private static final int MIN_LATENCY_MS = 120;

  private LossTable() {}

  public static void main(String[] arguments) throws Exception {
    var seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 20;
    var seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    var losses = numbers(arguments, 2, "0,1,2,5,10,20").toArray();
    var roundTrips = numbers(arguments, 3, "20,100,300").toArray();
    System.out.println(
        """
        | Loss | Round trip | Latency | Missing, Tally | Missing, libsrt | Sent again (without need), Tally | Sent again (without need), libsrt |
        |---|---|---|---|---|---|---|\
        """);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var loss : losses) {
        for (var roundTrip : roundTrips) {
          var latencyMs = Math.max(MIN_LATENCY_MS, 4 * roundTrip);
          var run = new LossRun(loss, roundTrip / 2, latencyMs, 6, seconds, seed);
          var libsrt = threads.submit(run::libsrt);
          var tally = run.tally();
          System.out.printf(
              "| %d %% | %d ms | %d ms | %d of %d | %d of %d | %.1f %% (%.1f %%) | %.1f %% (%.1f %%) |%n",
              loss,
              roundTrip,
              latencyMs,
              tally.missing().size(),
              tally.sent(),
              libsrt.get().missing().size(),
              libsrt.get().sent(),
              tally.againPercent(),
              tally.needlessPercent(),
              libsrt.get().againPercent(),
              libsrt.get().needlessPercent());
        }
      }
    }
  }

  private static IntStream numbers(String[] arguments, int at, String usual) {
    var text = arguments.length > at ? arguments[at] : usual;
    return Arrays.stream(text.split(",")).mapToInt(Integer::parseInt);
  }
}
