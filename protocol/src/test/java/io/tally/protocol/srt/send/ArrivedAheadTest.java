// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.protocol.srt.packet.PayloadPool;
import io.tally.protocol.srt.packet.Sequence;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Is what lies between the losses of a report counted as arrived?
class ArrivedAheadTest {
  private static final int PACKETS = 20;
  private static final int BYTES = 100;

  private int start;
  private SendBuffer buffer;
  private ArrivedAhead ahead;

  @BeforeEach
  void fill() {
    begin(Sequence.MAX - 4); // so that the numbers go round
  }

  private void begin(int first) {
    start = first;
    buffer = new SendBuffer(32, first, 1, new PayloadPool(BYTES, 32));
    ahead = new ArrivedAhead(buffer);
    for (var i = 0; i < PACKETS; i++) {
      buffer.add(ByteBuffer.allocate(BYTES), 0);
      buffer.sent();
    }
  }

  private void missing(int first, int last) {
    ahead.missing(Sequence.plus(start, first), Sequence.plus(start, last));
  }

  @Test
  void packetsBetweenTwoRuns_haveArrived_thoseAfterTheLastMayBeOnTheirWay() {
    ahead.report();
    missing(0, 1);
    missing(7, 7);
    missing(10, 12);
    assertThat(buffer.packetsToCome()).isEqualTo(PACKETS - 5 - 2);
    assertThat(buffer.bytesToCome()).isEqualTo((PACKETS - 7) * BYTES);
  }

  @Test
  void twoReports_tellNothingOfWhatIsBetweenThem() {
    ahead.report();
    missing(0, 0);
    ahead.report();
    missing(9, 9);
    assertThat(buffer.packetsToCome()).isEqualTo(PACKETS);
  }

  @Test
  void packetThatIsReportedAfterAll_hasNotArrived() {
    ahead.report();
    missing(0, 0);
    missing(9, 9);
    ahead.report();
    missing(0, 4);
    assertThat(buffer.packetsToCome()).isEqualTo(PACKETS - 4);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 15, PACKETS})
  void packetsThatAreLetGo_countNoLonger(int released) {
    ahead.report();
    missing(0, 0);
    missing(10, 10);
    buffer.releaseBefore(Sequence.plus(start, released));
    assertThat(buffer.packetsToCome()).isEqualTo(PACKETS - released - Math.max(0, 10 - released));
    assertThat(buffer.bytesToCome()).isEqualTo((long) buffer.packetsToCome() * BYTES);
  }

  @Test
  void runsInTheWrongOrder_tellNothing() {
    ahead.report();
    missing(10, 12);
    missing(3, 4);
    assertThat(buffer.packetsToCome()).isEqualTo(PACKETS);
  }
}
