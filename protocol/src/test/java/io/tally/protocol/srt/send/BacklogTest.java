// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Is there room only while the line drains what it was given in time?
class BacklogTest {
  private static final long SECOND_US = 1_000_000;
  private static final int MANY = 10_000;

  private final Backlog backlog = new Backlog();

  /// A line that drains 1000 packets a second.
  private void drain(int toCome) {
    for (var us = 0L; us <= 2 * SECOND_US; us += 10_000) {
      backlog.is(us, 0, toCome, toCome, us / 1_000);
    }
  }

  private boolean hasRoom() {
    return backlog.hasRoom(SECOND_US, SECOND_US / 10, MANY);
  }

  @Test
  void line_getsWhatItDrainsInTheTime() {
    drain(100);
    assertThat(hasRoom()).isTrue();
    drain(101);
    assertThat(hasRoom()).isFalse();
  }

  @Test
  void payload_thatTheConnectionHasNotSeenYet_takesRoomToo() {
    drain(100);
    backlog.given();
    assertThat(hasRoom()).isFalse();
    backlog.taken(1);
    assertThat(hasRoom()).isTrue();
  }

  @Test
  void whatArrivedBehindALoss_takesNoRoomOfTheLine() {
    backlog.is(0, 0, 0, 0, 0);
    for (var us = 0L; us <= 2 * SECOND_US; us += 10_000) {
      backlog.is(us, SECOND_US / 2, 500, 100, us / 1_000);
    }
    assertThat(hasRoom()).isTrue();
    assertThat(backlog.hasRoom(SECOND_US, SECOND_US / 10, 499)).isFalse();
  }
}
