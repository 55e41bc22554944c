// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.picture.PatternReader;
import io.tally.capture.picture.TestPattern;
import io.tally.capture.testing.HandClock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompositorTest {
  private static final FrameRate RATE = FrameRate.of(25);
  private static final CanvasFormat FORMAT = new CanvasFormat(320, 180, RATE);
  private static final long EPOCH_NS = 1_000_000_000L;

  private final HandClock clock = new HandClock();
  private final TestPattern pattern = new TestPattern(320, 180, RATE, EPOCH_NS);
  private final Compositor compositor = new Compositor(FORMAT, clock, EPOCH_NS);
  private final List<Long> numbers = new CopyOnWriteArrayList<>();
  private final List<Long> times = new CopyOnWriteArrayList<>();

  private final CanvasSink sink =
      new CanvasSink() {
        @Override
        public boolean accept(VideoFrame taken) {
          times.add(taken.ptsNs());
          numbers.add(PatternReader.read(taken).frameNumber().orElse(-1));
          taken.close();
          return true;
        }

        @Override
        public boolean repeat(long ptsNs) {
          times.add(ptsNs);
          numbers.add(-2L);
          return true;
        }
      };

  @AfterEach
  void close_givesAllMemoryBack() {
    compositor.close();
    pattern.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  private void start() {
    pattern.start();
    compositor.setScene(Scene.of(Layer.of(pattern, Placement.FULL)));
    compositor.connect(sink);
    compositor.start();
  }

  @Test
  void ticks_onTime_areMadeOneByOneAtTheirTimes() throws Exception {
    start();
    for (int tick = 0; tick < 5; tick++) {
      clock.awaitSleepers(1);
      clock.advanceTo(EPOCH_NS + RATE.timeNs(tick));
    }
    clock.awaitSleepers(1);

    assertThat(numbers).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(times.get(4)).isEqualTo(EPOCH_NS + RATE.timeNs(4));
    assertThat(compositor.lagged()).isZero();
  }

  @Test
  void ticks_lateByASecond_areAllMadeWithTheirOwnTimes() throws Exception {
    start();
    clock.awaitSleepers(1);

    clock.advanceTo(EPOCH_NS + Compositor.LATEST_NS);
    clock.awaitSleepers(1);

    assertThat(numbers).containsExactlyElementsOf(LongStream.rangeClosed(0, 25).boxed().toList());
    assertThat(compositor.lagged()).isZero();
  }

  @Test
  void ticks_lateByMore_areLeftOutAndCounted() throws Exception {
    start();
    clock.awaitSleepers(1);

    clock.advanceTo(EPOCH_NS + RATE.timeNs(26));
    clock.awaitSleepers(1);

    assertThat(numbers).containsExactly(26L);
    assertThat(compositor.lagged()).isEqualTo(26);
  }

  @Test
  void start_longAfterTheEpoch_beginsWithTheNextTick() throws Exception {
    clock.advanceTo(EPOCH_NS + RATE.timeNs(100) + 1);
    start();
    clock.awaitSleepers(1);
    clock.advanceTo(EPOCH_NS + RATE.timeNs(101));
    clock.awaitSleepers(1);

    assertThat(numbers).containsExactly(101L);
    assertThat(compositor.lagged()).isZero();
  }

  @Test
  void disconnect_betweenTicks_sendsNoMore() throws Exception {
    start();
    clock.awaitSleepers(1);
    clock.advanceTo(EPOCH_NS);
    clock.awaitSleepers(1);

    compositor.disconnect();
    clock.advanceTo(EPOCH_NS + RATE.timeNs(3));
    clock.awaitSleepers(1);

    assertThat(numbers).containsExactly(0L);
  }

  @Test
  void viewer_thatThrows_isLeftOutAndTheRestGoesOn() throws Exception {
    compositor.addViewer(_ -> {
      throw new IllegalStateException("a viewer's fault, on purpose");
    });
    start();
    clock.awaitSleepers(1);
    clock.advanceTo(EPOCH_NS + RATE.timeNs(1));
    clock.awaitSleepers(1);

    assertThat(numbers).containsExactly(0L, 1L);
  }

  @Test
  void close_twiceAndWithoutStart_isFine() {
    compositor.close();
    compositor.close();
  }
}
