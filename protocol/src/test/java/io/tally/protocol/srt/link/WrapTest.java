// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.tally.protocol.srt.link.SimulatedPair.Played;
import io.tally.protocol.srt.link.SimulatedPair.Setup;
import io.tally.protocol.srt.packet.DataHeader;
import io.tally.protocol.srt.packet.MessageNumber;
import io.tally.protocol.srt.packet.Sequence;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Does the stream go on when its numbers go round?
class WrapTest {
  private static final long SECOND_US = 1_000_000;
  private static final Line LINE = new Line(30_000, 5_000, 5, 1, 2);

  @Test
  @DisplayName("31 bits of sequence number, with loss around the turn")
  void sequenceNumber() {
    var pair = new SimulatedPair(Setup.of(LINE, 600).startingAt(Sequence.MAX - 1500, 0));
    pair.stream(6 * SECOND_US);
    pair.runFor(2 * SECOND_US);
    assertAllPlayed(pair);
  }

  @Test
  @DisplayName("26 bits of message number")
  void messageNumber() {
    var pair =
        new SimulatedPair(
            Setup.of(LINE, 600)
                .with(it ->
                    new LinkSettings(
                        MessageNumber.MAX - 1000,
                        it.sendPackets(),
                        it.receivePackets(),
                        it.payloadBytes(),
                        it.dropsTooLate(),
                        it.sendDropDelayMs(),
                        it.reportsLoss(),
                        it.reorderTolerance(),
                        it.tracesDrift(),
                        it.idleMs(),
                        it.bandwidth())));
    pair.stream(6 * SECOND_US);
    pair.runFor(2 * SECOND_US);
    assertAllPlayed(pair);
  }

  @Test
  @DisplayName("32 bits of time stamp: play times and origin times go on evenly")
  void timestamp() {
    var pair = new SimulatedPair(Setup.of(LINE, 600).startingAt(5, -3_000_000));
    pair.stream(6 * SECOND_US);
    pair.runFor(2 * SECOND_US);
    assertAllPlayed(pair);
    assertThat(pair.playedRight.getLast().originUs()).isGreaterThan(1L << 32);
    for (var i = 1; i < pair.playedRight.size(); i++) {
      var before = pair.playedRight.get(i - 1);
      var played = pair.playedRight.get(i);
      assertThat(played.originUs() - before.originUs()).isEqualTo(SimulatedPair.PACKET_US);
      assertThat(played.atUs()).isGreaterThanOrEqualTo(before.atUs());
    }
  }

  @Test
  @DisplayName("a pause across the turn of the time stamp, in which only keepalives go")
  void timestampInAPause() {
    var pair = new SimulatedPair(Setup.of(LINE, 600).startingAt(5, -10_000_000));
    pair.stream(SECOND_US);
    pair.runFor(120 * SECOND_US);
    pair.stream(SECOND_US);
    pair.runFor(2 * SECOND_US);
    assertAllPlayed(pair);
    var pauseUs =
        pair.playedRight.stream().mapToLong(Played::originUs).max().getAsLong()
            - pair.playedRight.getFirst().originUs();
    assertThat(pauseUs).isBetween(121 * SECOND_US, 123 * SECOND_US);
  }

  @Test
  @DisplayName("half the circle away is neither before nor after: such a packet is left out")
  void oppositeNumber_isNotTaken() {
    var pair = new SimulatedPair(Setup.of(LINE, 600).startingAt(0, 0));
    var forged = Unpooled.buffer();
    new DataHeader(1 << 30, DataHeader.SOLO, false, DataHeader.CLEAR, false, 1, 0, 22)
        .write(forged);
    pair.right.datagram(forged, pair.nowUs);
    assertThat(pair.right.statistics(pair.nowUs).receive().overflownPackets()).isOne();
    pair.stream(SECOND_US);
    pair.runFor(2 * SECOND_US);
    assertAllPlayed(pair);
  }

  static void assertAllPlayed(SimulatedPair pair) {
    assertThat(pair.playedRight.stream().map(Played::number))
        .containsExactlyElementsOf(IntStream.range(0, pair.sent()).boxed().toList());
  }
}
