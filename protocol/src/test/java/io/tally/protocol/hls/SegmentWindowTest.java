// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.protocol.hls.playlist.Segment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SegmentWindowTest {
  private static final long LENGTH_NS = 2_000_000_000L;

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long next;

  private void add(SegmentWindow window, int bytes, long init) {
    now = now.plusNanos(LENGTH_NS);
    Segment.Init head = new Segment.Init(init, ByteBuffer.allocate(8));
    window.add(
        new Segment(next++, 0, false, LENGTH_NS, now, head, ByteBuffer.allocate(bytes)), 2, now);
  }

  @Test
  void windowOfTime_listsThatMuch() {
    SegmentWindow window = new SegmentWindow(Duration.ofSeconds(20), 1 << 20);

    for (int i = 0; i < 50; i++) {
      add(window, 10, 0);
    }

    assertThat(window.listed()).hasSize(10).first().extracting(Segment::sequence).isEqualTo(40L);
  }

  @Test
  void removedSegment_staysForItsLengthAndThatOfTheLongestPlaylist() {
    SegmentWindow window = new SegmentWindow(Duration.ofSeconds(20), 1 << 20);
    for (int i = 0; i < 11; i++) {
      add(window, 10, 0);
    }
    assertThat(window.listed()).noneMatch(segment -> segment.sequence() == 0);

    // The eleventh was listed for the moment it came: 22 s, and its own 2 s.
    window.expire(now.plusMillis(23_999));
    assertThat(window.file("0.m4s")).isPresent();
    window.expire(now.plusSeconds(24));
    assertThat(window.file("0.m4s")).isEmpty();
    assertThat(window.file("1.m4s")).isPresent();
  }

  @Test
  void memoryLimit_holdsForListedAndRemovedSegments() {
    SegmentWindow window = new SegmentWindow(Duration.ofHours(1), 100_000);

    for (int i = 0; i < 500; i++) {
      add(window, 1000, 0);
      assertThat(window.heldBytes()).isLessThanOrEqualTo(100_000);
    }

    assertThat(window.listed()).hasSize(50);
    assertThat(window.file("430.m4s")).isPresent();
  }

  @Test
  void sixNewest_areListed_whateverTheyWeigh() {
    SegmentWindow window = new SegmentWindow(Duration.ZERO, 0);

    for (int i = 0; i < 20; i++) {
      add(window, 1000, 0);
    }

    assertThat(window.listed()).hasSize(6);
    assertThat(window.heldBytes()).isEqualTo(6000);
  }

  @Test
  void initialisationSegment_isForgottenWithItsLastSegment() {
    SegmentWindow window = new SegmentWindow(Duration.ZERO, 0);
    for (int i = 0; i < 3; i++) {
      add(window, 10, 0);
    }
    for (int i = 0; i < 5; i++) {
      add(window, 10, 3);
    }
    assertThat(window.file("init-0.mp4")).isPresent();

    add(window, 10, 3);

    assertThat(window.file("init-0.mp4")).isEmpty();
    assertThat(window.file("init-3.mp4")).isPresent();
  }
}
