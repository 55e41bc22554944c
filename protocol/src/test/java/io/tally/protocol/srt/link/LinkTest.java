// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.link;

import static io.tally.protocol.srt.link.WrapTest.assertAllPlayed;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.tally.protocol.endpoint.Secret;
import io.tally.protocol.srt.crypto.CipherMode;
import io.tally.protocol.srt.crypto.KeyPlan;
import io.tally.protocol.srt.link.SimulatedPair.Setup;
import io.tally.protocol.srt.pace.BandwidthRule;
import io.tally.protocol.srt.packet.DataHeader;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What does a connection do beside repairing loss?
class LinkTest {
  private static final long SECOND_US = 1_000_000;
  private static final Line LINE = Line.perfect(20_000);

  private static KeyPlan changingKeys(CipherMode mode) {
    return new KeyPlan(Secret.of("correct horse"), 16, Optional.of(mode), 400, 100);
  }

  private static LinkSettings with(
      LinkSettings usual, int receivePackets, BandwidthRule bandwidth) {
    return new LinkSettings(
        usual.firstMessage(),
        usual.sendPackets(),
        receivePackets,
        usual.payloadBytes(),
        usual.dropsTooLate(),
        usual.sendDropDelayMs(),
        usual.reportsLoss(),
        usual.reorderTolerance(),
        usual.tracesDrift(),
        usual.idleMs(),
        bandwidth);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("keys change every 400 packets on a lossy line, and everything is read")
  void keys_change(CipherMode mode) {
    var pair =
        new SimulatedPair(Setup.of(Line.lossy(20_000, 5), 600).encrypted(changingKeys(mode)));
    pair.stream(6 * SECOND_US);
    pair.runFor(2 * SECOND_US);
    assertAllPlayed(pair);
    assertThat(pair.left.statistics(pair.nowUs).keyChanges()).isGreaterThan(5);
    assertThat(pair.right.statistics(pair.nowUs).receive().undecryptedPackets()).isZero();
  }

  @Test
  @DisplayName("a key that the peer did not get is not used")
  void keyWithoutAnswer_waits() {
    var pair = new SimulatedPair(Setup.of(LINE, 600).encrypted(changingKeys(CipherMode.CTR)));
    pair.passes = datagram -> !isKeyPacket(datagram);
    pair.stream(3 * SECOND_US);
    assertThat(pair.left.statistics(pair.nowUs).keyChanges()).isZero();
    pair.passes = _ -> true;
    pair.stream(SECOND_US);
    assertThat(pair.left.statistics(pair.nowUs).keyChanges()).isPositive();
    pair.runFor(2 * SECOND_US);
    assertAllPlayed(pair);
  }

  @Test
  @DisplayName("keys that change in less than a round trip wait for what the one before hid")
  void keys_thatChangeTooFast_areHeldBack() {
    var plan = new KeyPlan(Secret.of("correct-horse"), 16, Optional.of(CipherMode.GCM), 24, 10);
    var pair = new SimulatedPair(Setup.of(Line.lossy(100_000, 10), 1500).encrypted(plan));
    pair.stream(6 * SECOND_US);
    pair.runFor(3 * SECOND_US);
    assertAllPlayed(pair);
    assertThat(pair.left.statistics(pair.nowUs).keyChanges()).isGreaterThan(3);
    assertThat(pair.right.statistics(pair.nowUs).receive().undecryptedPackets()).isZero();
  }

  private static boolean isKeyPacket(ByteBuf datagram) {
    return datagram.getUnsignedShort(0) == 0xFFFF;
  }

  @Test
  void payload_isPlayedAfterTheLatency_withItsSpacing() {
    var pair = new SimulatedPair(Setup.of(LINE, 300));
    pair.stream(SECOND_US / 10);
    pair.runFor(SECOND_US);
    var first = pair.playedRight.getFirst();
    for (var played : pair.playedRight) {
      assertThat(played.atUs() - first.atUs()).isEqualTo(played.originUs() - first.originUs());
    }
    assertThat(first.atUs()).isEqualTo(1_000_000_000 + 20_000 + 300_000);
  }

  @Test
  void roundTrip_isMeasured_onBothSides() {
    var pair = new SimulatedPair(Setup.of(LINE, 300));
    pair.stream(3 * SECOND_US);
    assertThat(pair.left.statistics(pair.nowUs).roundTripUs()).isBetween(39_000, 45_000);
    assertThat(pair.right.statistics(pair.nowUs).roundTripUs()).isBetween(39_000, 45_000);
  }

  @Test
  void idleConnection_staysAlive_byKeepalives() {
    var pair = new SimulatedPair(Setup.of(LINE, 300));
    pair.runFor(60 * SECOND_US);
    assertThat(pair.left.end()).isEmpty();
    assertThat(pair.right.end()).isEmpty();
  }

  @Test
  void cutLine_endsBothSides() {
    var pair = new SimulatedPair(Setup.of(LINE, 300));
    pair.stream(SECOND_US);
    pair.passes = _ -> false;
    pair.runFor(15 * SECOND_US);
    assertThat(pair.left.end()).contains(LinkEnd.SILENT);
    assertThat(pair.right.end()).contains(LinkEnd.SILENT);
  }

  @Test
  void closedPeer_endsTheOther_afterWhatCameIsPlayed() {
    var pair = new SimulatedPair(Setup.of(LINE, 300));
    pair.stream(SECOND_US);
    pair.left.close(pair.nowUs);
    pair.runFor(SECOND_US);
    assertAllPlayed(pair);
    assertThat(pair.left.end()).contains(LinkEnd.CLOSED);
    assertThat(pair.right.end()).contains(LinkEnd.SHUTDOWN);
  }

  @Test
  @DisplayName("a black-out longer than the latency costs what is too late, and no more")
  void blackOut_dropsWhatIsTooLate_andGoesOn() {
    var pair = new SimulatedPair(Setup.of(LINE, 300));
    pair.stream(SECOND_US);
    pair.passes = _ -> false;
    pair.stream(3 * SECOND_US);
    pair.passes = _ -> true;
    pair.stream(3 * SECOND_US);
    pair.runFor(SECOND_US);
    var sent = pair.left.statistics(pair.nowUs).send();
    assertThat(sent.droppedPackets()).isPositive();
    assertThat(sent.bufferPackets()).isZero();
    // The two seconds before the black-out's end that the sender gave up are missing, and what of
    // its
    // last second came after its play time.
    assertThat(pair.playedRight.getLast().number()).isEqualTo(pair.sent() - 1);
    var lastSecond = (int) (SECOND_US * 2 / SimulatedPair.PACKET_US);
    var numbers = pair.playedRight.stream().map(SimulatedPair.Played::number).toList();
    assertThat(numbers).isSorted().doesNotHaveDuplicates();
    assertThat(numbers.stream().filter(it -> it >= pair.sent() - lastSecond)).hasSize(lastSecond);
  }

  @Test
  @DisplayName("a black-out of more packets than the receiver has room for ends too")
  void blackOut_longerThanTheReceiversRoom_goesOn() {
    var pair = new SimulatedPair(Setup.of(LINE, 300).with(it -> with(it, 1024, it.bandwidth())));
    pair.stream(SECOND_US);
    pair.passes = _ -> false;
    pair.stream(3 * SECOND_US);
    pair.passes = _ -> true;
    pair.stream(3 * SECOND_US);
    pair.runFor(SECOND_US);
    assertThat(pair.playedRight.getLast().number()).isEqualTo(pair.sent() - 1);
  }

  @Test
  @DisplayName("a burst of 100 packets leaves at the pace of the limit")
  void pacing_spreadsABurst() {
    var limit = new BandwidthRule(1_000_000, 0, 0, 25);
    var times = new ArrayList<Long>();
    var pair =
        new SimulatedPair(Setup.of(LINE, 600).with(it -> with(it, it.receivePackets(), limit)));
    pair.passes =
        datagram -> {
          if (DataHeader.isData(datagram)) {
            times.add(pair.nowUs);
          }
          return true;
        };
    for (var i = 0; i < 100; i++) {
      pair.send(pair.left, SimulatedPair.PAYLOAD_BYTES);
    }
    pair.runFor(SECOND_US);
    assertThat(times).hasSize(100);
    var spanUs = times.getLast() - times.getFirst();
    // 1360 bytes at 1 MB/s, of which every 16th leaves together with the next.
    assertThat(spanUs).isBetween(100 * 1_360L * 14 / 16, 100 * 1_360L);
    assertAllPlayed(pair);
  }

  @Test
  void tailOfAStream_isRepaired_thoughNothingFollows() {
    var pair = new SimulatedPair(Setup.of(LINE, 600));
    pair.stream(SECOND_US / 2);
    pair.passes = datagram -> !DataHeader.isData(datagram);
    pair.send(pair.left, SimulatedPair.PAYLOAD_BYTES);
    pair.passes = _ -> true;
    pair.runFor(2 * SECOND_US);
    assertAllPlayed(pair);
  }

  @Test
  void bothDirections_goAtOnce() {
    var pair = new SimulatedPair(Setup.of(Line.lossy(20_000, 5), 500));
    for (var i = 0; i < 500; i++) {
      pair.send(i % 2 == 0 ? pair.left : pair.right, 1000);
      pair.runFor(2_000);
    }
    pair.runFor(2 * SECOND_US);
    assertThat(pair.playedRight).hasSize(250);
    assertThat(pair.playedLeft).hasSize(250);
  }

  @Test
  @DisplayName("reordering within the tolerance is not reported as loss")
  void reordering_withinTolerance_sendsNothingTwice() {
    var line = new Line(20_000, 8_000, 0, 1, 0);
    var patient = new SimulatedPair(Setup.of(line, 500).with(LinkTest::tolerant));
    patient.stream(5 * SECOND_US);
    patient.runFor(SECOND_US);
    assertAllPlayed(patient);
    var hasty = new SimulatedPair(Setup.of(line, 500));
    hasty.stream(5 * SECOND_US);
    hasty.runFor(SECOND_US);
    assertAllPlayed(hasty);
    assertThat(patient.left.statistics(0).send().retransmittedPackets())
        .isLessThan(hasty.left.statistics(0).send().retransmittedPackets() / 10);
  }

  private static LinkSettings tolerant(LinkSettings usual) {
    return new LinkSettings(
        usual.firstMessage(),
        usual.sendPackets(),
        usual.receivePackets(),
        usual.payloadBytes(),
        usual.dropsTooLate(),
        usual.sendDropDelayMs(),
        usual.reportsLoss(),
        20,
        usual.tracesDrift(),
        usual.idleMs(),
        usual.bandwidth());
  }
}
