// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.delivery;

import io.tally.player.net.Exchange;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.rules.LowLatencyRule;
import io.tally.player.rules.Reporter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/// Do parts last longer than the way to the server and back (rule 60)?
///
/// Takes the time to the first byte of segments, which a server has at hand. Keeps the last
/// hundred. Threads: one at a time.
public final class RoundTrips {
  private static final int MOST = 100;
  private static final int ENOUGH = 20;

  private final Deque<Long> milliseconds = new ArrayDeque<>();
  private boolean told;

  /// Takes one more request for media.
  public void next(Exchange exchange, MediaPlaylist playlist, Reporter out) {
    OptionalLong firstByte = exchange.firstByteMs();
    if (firstByte.isEmpty() || exchange.status() / 100 != 2) {
      return;
    }
    milliseconds.addLast(firstByte.getAsLong());
    if (milliseconds.size() > MOST) {
      milliseconds.removeFirst();
    }
    OptionalLong partNs = playlist.lowLatency().partTargetNs();
    if (told || partNs.isEmpty() || milliseconds.size() < ENOUGH) {
      return;
    }
    long slow =
        milliseconds.stream()
            .sorted()
            .skip((long) (milliseconds.size() * 0.95))
            .findFirst()
            .orElse(0L);
    if (slow * 1_000_000 > partNs.getAsLong()) {
      told = true;
      out.report(
          LowLatencyRule.PART_AND_NETWORK,
          0,
          "One request in twenty waits %d ms or longer for its first byte, and parts last %d ms",
          slow,
          partNs.getAsLong() / 1_000_000);
    }
  }
}
