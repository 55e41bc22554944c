// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.protocol.PublishFailure;
import io.tally.protocol.PublishFailure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How long is waited before each attempt, and when is it given up?
class ReconnectPolicyTest {
  private static final long MS = 1_000_000;
  private static final long BEGIN_NS = -5_000 * MS;

  private final ReconnectPolicy policy = ReconnectPolicy.usual();

  private static PublishFailure failure(Kind kind) {
    return new PublishFailure(kind, "No.");
  }

  private static Outage lost() {
    return new Outage(failure(Kind.LOST), BEGIN_NS);
  }

  @Test
  void waits_growFromHalfASecondToFifteen() {
    var waitsMs = new ArrayList<Long>();
    var outage = lost();
    for (var i = 0; i < 10; i++) {
      waitsMs.add(policy.waitNs(outage, BEGIN_NS, 0).orElseThrow() / MS);
      outage = outage.failed(failure(Kind.TIMEOUT), BEGIN_NS);
    }
    assertThat(waitsMs)
        .containsExactly(500L, 800L, 1280L, 2048L, 3276L, 5242L, 8388L, 13421L, 15000L, 15000L);
    assertThat(outage.attempt()).isEqualTo(10);
  }

  @Test
  void chance_shortensAWait_byAFifthAtMost() {
    assertThat(policy.waitNs(lost(), BEGIN_NS, 1)).isEqualTo(OptionalLong.of(400 * MS));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"UNKNOWN_HOST", "REFUSED_CONNECTION", "TIMEOUT", "PROTOCOL", "PROXY", "LOST"})
  void whatMayMendItself_isTriedForEver(Kind kind) {
    var outage = lost();
    for (var i = 0; i < 10_000; i++) {
      outage = outage.failed(failure(kind), BEGIN_NS);
    }
    assertThat(policy.waitNs(outage, BEGIN_NS, 0)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED_KEY", "REFUSED_LOGIN", "BAD_ADDRESS", "TLS"})
  void whatAPersonMustMend_isGivenUpAfterAFewTries(Kind kind) {
    var outage = lost();
    for (var i = 0; i < 5; i++) {
      outage = outage.failed(failure(kind), BEGIN_NS);
      assertThat(policy.waitNs(outage, BEGIN_NS, 0)).isPresent();
    }
    outage = outage.failed(failure(kind), BEGIN_NS);
    assertThat(policy.waitNs(outage, BEGIN_NS, 0)).isEmpty();
  }

  @Test
  void refusalsWithAnotherFailureBetween_beginToCountAnew() {
    var outage = lost();
    for (var i = 0; i < 20; i++) {
      outage = outage.failed(failure(i % 3 == 0 ? Kind.TIMEOUT : Kind.REFUSED_KEY), BEGIN_NS);
    }
    assertThat(policy.waitNs(outage, BEGIN_NS, 0)).isPresent();
  }

  @Test
  void keyInUse_isTriedOften_forTwoMinutes() {
    var now = BEGIN_NS;
    var outage = lost().failed(failure(Kind.IN_USE), now);
    var tries = 0;
    for (var wait = policy.waitNs(outage, now, 0); wait.isPresent(); tries++) {
      assertThat(wait.getAsLong()).isLessThanOrEqualTo(5_000 * MS);
      now += wait.getAsLong();
      outage = outage.failed(failure(Kind.IN_USE), now);
      wait = policy.waitNs(outage, now, 0);
    }
    assertThat(now - BEGIN_NS).isBetween(120_000 * MS, 125_000 * MS);
    assertThat(tries).isGreaterThan(20);
  }

  @Test
  void connectionThatHeldForAWhile_beginsWithShortWaitsAgain() {
    var first = lost().failed(failure(Kind.TIMEOUT), BEGIN_NS).failed(failure(Kind.TIMEOUT), 0);
    var held = first.broken(failure(Kind.LOST), 0, Duration.ofSeconds(11).toNanos());
    assertThat(held.step()).isZero();
    var thrownOut = first.broken(failure(Kind.LOST), 0, Duration.ofSeconds(1).toNanos());
    assertThat(thrownOut.step()).isEqualTo(3);
    assertThat(thrownOut.attempt()).isZero();
  }

  @Test
  void serverThatAcceptsAndRefusesInTurn_isGivenUp() {
    var outage = new Outage(failure(Kind.REFUSED_KEY), BEGIN_NS);
    for (var i = 0; i < 5; i++) {
      assertThat(policy.waitNs(outage, BEGIN_NS, 0)).isPresent();
      outage = outage.broken(failure(Kind.REFUSED_KEY), BEGIN_NS, MS);
    }
    assertThat(policy.waitNs(outage, BEGIN_NS, 0)).isEmpty();
  }

  @Test
  void networkThatChanged_letsWaitsBeginAnew() {
    var outage = lost().failed(failure(Kind.TIMEOUT), BEGIN_NS).afresh();
    assertThat(policy.waitNs(outage, BEGIN_NS, 0)).isEqualTo(OptionalLong.of(500 * MS));
    assertThat(outage.attempt()).isEqualTo(1);
  }
}
