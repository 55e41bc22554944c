// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.publish;

import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublishFailure.Kind;
import java.time.Duration;
import java.util.OptionalLong;

/// How did it go since a connection broke?
///
/// @param cause the newest failure
/// @param lostAtNs when it broke, monotonic
/// @param attempt connections tried since
/// @param step how far the waits have grown
/// @param refusals failures in a row that only a person can mend
/// @param inUseSinceNs since when the far end says that somebody else is live
record Outage(
    PublishFailure cause,
    long lostAtNs,
    int attempt,
    int step,
    int refusals,
    OptionalLong inUseSinceNs) {
  // A server that accepts and then throws out at once must not be asked twice a second for ever.
  private static final Duration SETTLED = Duration.ofSeconds(10);

  /// A connection broke after it had lived for some time.
  Outage(PublishFailure cause, long nowNs) {
    this(cause, nowNs, 0, 0, mendable(cause) ? 1 : 0, OptionalLong.empty());
  }

  /// The connection that followed this outage has broken as well.
  ///
  /// @param livedNs how long it was live
  Outage broken(PublishFailure newCause, long nowNs, long livedNs) {
    return livedNs >= SETTLED.toNanos()
        ? new Outage(newCause, nowNs)
        : new Outage(newCause, nowNs, 0, step + 1, refusals(newCause), inUseSince(newCause, nowNs));
  }

  /// One more attempt has failed.
  Outage failed(PublishFailure newCause, long nowNs) {
    return new Outage(
        newCause, lostAtNs, attempt + 1, step + 1, refusals(newCause), inUseSince(newCause, nowNs));
  }

  /// The network has changed: what failed before says little.
  Outage afresh() {
    return new Outage(cause, lostAtNs, attempt, 0, 0, inUseSinceNs);
  }

  private int refusals(PublishFailure failure) {
    return mendable(failure) ? refusals + 1 : 0;
  }

  private OptionalLong inUseSince(PublishFailure failure, long nowNs) {
    if (failure.kind() != Kind.IN_USE) {
      return OptionalLong.empty();
    }
    return inUseSinceNs.isPresent() ? inUseSinceNs : OptionalLong.of(nowNs);
  }

  /// Whether only a person can mend it.
  private static boolean mendable(PublishFailure failure) {
    return switch (failure.kind()) {
      case BAD_ADDRESS, TLS, REFUSED_KEY, REFUSED_LOGIN, REFUSED_CODEC -> true;
      case UNKNOWN_HOST, REFUSED_CONNECTION, TIMEOUT, PROTOCOL, IN_USE, PROXY, LOST -> false;
    };
  }
}
