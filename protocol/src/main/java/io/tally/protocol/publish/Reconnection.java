// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.publish;

import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublishFailure.Kind;
import io.tally.protocol.PublisherState;
import io.tally.protocol.line.Connector;
import io.tally.protocol.line.Line;
import io.tally.protocol.line.PublishException;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How does a broken connection become a new one?
///
/// Blocks on the publisher's thread; remembers the outage before, so that a far end that accepts
/// and throws out in turn is asked ever more seldom.
final class Reconnection {
  private static final Logger log = LoggerFactory.getLogger(Reconnection.class);

  private final String host;
  private final Connector connector;
  private final ReconnectPolicy policy;
  private final DoubleSupplier random;
  private final Consumer<PublisherState> states;
  private final RetryWait waiting = new RetryWait();
  private @Nullable Outage last;

  Reconnection(
      String host,
      Connector connector,
      ReconnectPolicy policy,
      DoubleSupplier random,
      Consumer<PublisherState> states) {
    this.host = host;
    this.connector = connector;
    this.policy = policy;
    this.random = random;
    this.states = states;
  }

  /// Tries until there is a line.
  ///
  /// @param livedNs how long the broken one was live
  /// @throws PublishException the last failure, when it is given up
  Line again(PublishFailure broke, long livedNs) throws PublishException, InterruptedException {
    var before = last;
    var now = System.nanoTime();
    var outage = before == null ? new Outage(broke, now) : before.broken(broke, now, livedNs);
    while (true) {
      last = outage;
      now = System.nanoTime();
      var waitNs = policy.waitNs(outage, now, random.getAsDouble());
      if (waitNs.isEmpty()) {
        throw new PublishException(outage.cause().kind(), outage.cause().sentence());
      }
      var atNs = now + waitNs.getAsLong();
      states.accept(state(outage, atNs));
      if (waiting.until(atNs) == RetryWait.End.NETWORK) {
        outage = outage.afresh();
      }
      states.accept(state(outage, System.nanoTime()));
      try {
        return connector.open();
      } catch (PublishException e) {
        log.debug("Attempt {} to reach {} again failed", outage.attempt() + 1, host, e);
        outage = outage.failed(e.failure(), System.nanoTime());
      }
    }
  }

  /// Ends the wait for the next attempt.
  void now() {
    waiting.cutShort();
  }

  private PublisherState state(Outage outage, long retryAtNs) {
    var cause = outage.cause();
    var shown =
        cause.kind() == Kind.IN_USE
            ? new PublishFailure(
                Kind.IN_USE,
                "%s still holds the session that broke: it is tried again until the server lets go of it, at most %d s; end any other program that is live with this key."
                    .formatted(host, policy.oldSession().toSeconds()))
            : cause;
    return new PublisherState.Reconnecting(outage.attempt(), shown, retryAtNs, outage.lostAtNs());
  }
}
