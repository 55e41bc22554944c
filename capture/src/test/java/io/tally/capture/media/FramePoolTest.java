// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FramePoolTest {
  private final AtomicLong clock = new AtomicLong();
  private final FramePool pool =
      new FramePool(PixelFormat.BGRA, ColorSpace.RGB, 64, 36, 4, clock::get);

  @AfterEach
  void nothingIsLeft() {
    pool.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  @Test
  void take_whenAllAreOut_isEmpty_untilOneComesBack() {
    List<VideoFrame> out = take(4);
    assertThat(pool.take(0)).isEmpty();
    out.getFirst().close();
    pool.take(0).orElseThrow().close();
    out.subList(1, 4).forEach(VideoFrame::close);
  }

  @Test
  void memoryOfOneBusyMoment_isFreed_whenItHasRested() {
    List<VideoFrame> burst = take(4);
    Set<MemorySegment> memory = new HashSet<>();
    burst.forEach(frame -> memory.add(frame.planes().getFirst().memory()));
    burst.forEach(VideoFrame::close);
    for (int i = 0; i < 20; i++) {
      clock.addAndGet(Duration.ofSeconds(1).toNanos());
      pool.take(0).orElseThrow().close();
    }
    assertThat(memory).filteredOn(segment -> segment.scope().isAlive()).hasSize(1);
  }

  @Test
  void memoryOfOneBusyMoment_isFreed_alsoWhenNoneIsTakenAnyMore() {
    List<VideoFrame> burst = take(4);
    List<MemorySegment> memory =
        burst.stream().map(frame -> frame.planes().getFirst().memory()).toList();
    burst.forEach(VideoFrame::close);
    clock.addAndGet(Duration.ofSeconds(9).toNanos());
    pool.tidy();
    assertThat(memory).allMatch(segment -> segment.scope().isAlive());
    clock.addAndGet(Duration.ofSeconds(1).toNanos());
    memory.forEach(_ -> pool.tidy());
    assertThat(memory).noneMatch(segment -> segment.scope().isAlive());
  }

  @Test
  void memoryThatIsInUseAgainAndAgain_isKept() {
    List<MemorySegment> seen =
        IntStream.range(0, 30)
            .mapToObj(second -> {
              clock.addAndGet(Duration.ofSeconds(1).toNanos());
              List<VideoFrame> pair = take(2);
              MemorySegment first = pair.getFirst().planes().getFirst().memory();
              pair.forEach(VideoFrame::close);
              return first;
            })
            .toList();
    assertThat(new HashSet<>(seen)).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void afterFreedMemory_theFullNumberCanBeTakenAgain() {
    take(4).forEach(VideoFrame::close);
    for (int i = 0; i < 20; i++) {
      clock.addAndGet(Duration.ofSeconds(1).toNanos());
      pool.take(0).orElseThrow().close();
    }
    List<VideoFrame> again = take(4);
    assertThat(pool.take(0)).isEmpty();
    again.forEach(VideoFrame::close);
  }

  private List<VideoFrame> take(int count) {
    return IntStream.range(0, count).mapToObj(i -> pool.take(0).orElseThrow()).toList();
  }
}
