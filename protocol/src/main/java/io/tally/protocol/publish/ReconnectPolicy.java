// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.publish;

import io.tally.protocol.PublishFailure.Kind;
import java.time.Duration;
import java.util.OptionalLong;

/// When is a connection that broke tried again, and when never?
///
/// @param first the first wait
/// @param growth each wait is so many times the one before
/// @param jitter by how much of itself a wait may be shorter, so that not all who were thrown out
///   together come back together
/// @param longest no wait is longer
/// @param refusals so many failures in a row that only a person can mend are enough
/// @param oldSession how long a far end may say that the key is in use: it may be our old session,
///   which some servers notice only when their pings stay unanswered (nginx-rtmp: 90 s)
public record ReconnectPolicy(
    Duration first,
    double growth,
    double jitter,
    Duration longest,
    int refusals,
    Duration oldSession) {
  // Shorter than others' waits: the server is there, and lets go any moment.
  private static final Duration LONGEST_IN_USE = Duration.ofSeconds(5);

  /// The first try after half a second, and for ever, at most 15 s apart.
  public static ReconnectPolicy usual() {
    return new ReconnectPolicy(
        Duration.ofMillis(500), 1.6, 0.2, Duration.ofSeconds(15), 6, Duration.ofSeconds(120));
  }

  /// How long to wait before the next attempt, ns.
  ///
  /// @param random from 0 to 1
  /// @return empty when it is given up
  OptionalLong waitNs(Outage outage, long nowNs, double random) {
    var inUse = outage.cause().kind() == Kind.IN_USE;
    if (outage.refusals() >= refusals
        || (inUse && nowNs - outage.inUseSinceNs().orElse(nowNs) >= oldSession.toNanos())) {
      return OptionalLong.empty();
    }
    var most = inUse ? Math.min(LONGEST_IN_USE.toNanos(), longest.toNanos()) : longest.toNanos();
    var grown = Math.min(first.toNanos() * Math.pow(growth, outage.step()), (double) most);
    return OptionalLong.of(Math.round(grown * (1 - jitter * random)));
  }
}
