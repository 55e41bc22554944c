// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.capture.MediaClock;
import io.tally.capture.SourceState;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.testing.TestDisplay;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final FrameRate RATE = FrameRate.of(30);
  private static final int RED = 0xFF0000;
  private static final int BLUE = 0x0000FF;

  private final MediaClock clock = MediaClock.system();
  private TestDisplay display;

  @BeforeEach
  void startDisplay() throws Exception {
    display = TestDisplay.start(640, 360);
    display.runToEnd("xdotool", "mousemove", "600", "300");
  }

  @AfterEach
  void stopDisplay_leavesNoFrameOpen() {
    display.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  @Test
  void frameAt_wholeScreen_followsWhatItShows() throws Exception {
    display.runToEnd("xsetroot", "-solid", "red");
    try (Screen screen = new Screen(display.name(), Optional.empty(), RATE, clock)) {
      screen.start();
      awaitPixel(screen, 320, 180, RED);
      assertThat(screen.state()).isEqualTo(new SourceState.Running("640x360 at 30 fps"));

      display.runToEnd("xsetroot", "-solid", "blue");

      awaitPixel(screen, 320, 180, BLUE);
    }
  }

  @Test
  void frameAt_region_isOnlyThatPartWithThePointerInIt() throws Exception {
    display.runToEnd("xsetroot", "-solid", "blue", "-cursor_name", "left_ptr");
    display.runToEnd("xdotool", "mousemove", "200", "100");
    Region region = new Region(180, 90, 100, 50);
    try (Screen screen = new Screen(display.name(), Optional.of(region), RATE, clock)) {
      screen.start();

      await()
          .until(() -> {
            VideoFrame frame = screen.frameAt(clock.nowNs());
            return frame != null
                && frame.width() == 100
                && frame.height() == 50
                && pixel(frame, 90, 40) == BLUE
                && coloursAround(frame, 20, 10) > 1;
          });
    }
  }

  @Test
  void frameAt_atTheCanvasRate_hasANewPictureAtEveryTick() {
    try (Screen screen = new Screen(display.name(), Optional.empty(), RATE, clock)) {
      screen.start();
      await().until(() -> screen.frameAt(clock.nowNs()) != null);
      long epochNs = clock.nowNs();
      int repeated = 0;
      VideoFrame last = null;
      for (int tick = 0; tick < 60; tick++) {
        clock.sleepUntil(epochNs + RATE.timeNs(tick));
        VideoFrame frame = screen.frameAt(epochNs + RATE.timeNs(tick));
        repeated += frame == last ? 1 : 0;
        last = frame;
      }
      // The first ticks show the grid to the screen; a busy machine may make one late.
      assertThat(repeated).isLessThan(6);
    }
  }

  @Test
  void state_regionBeyondTheScreen_saysSoWithBothSizes() {
    Region region = new Region(600, 0, 100, 50);
    try (Screen screen = new Screen(display.name(), Optional.of(region), RATE, clock)) {
      screen.start();

      assertThat(problem(screen)).contains("100x50 at 600,0", "640x360");
    }
  }

  @Test
  void state_displayDiesAndReturns_saysSoThenRunsAgain() throws Exception {
    try (Screen screen = new Screen(display.name(), Optional.empty(), RATE, clock)) {
      screen.start();
      await().until(() -> screen.frameAt(clock.nowNs()) != null);

      display.kill();

      assertThat(problem(screen)).contains(display.name()).contains("tries again by itself");
      assertThat(screen.frameAt(clock.nowNs())).isNull();

      display.restart();

      await().until(() -> screen.frameAt(clock.nowNs()) != null);
    }
  }

  @Test
  void close_whileRunning_endsTheThreadWithinTwoSeconds() {
    Screen screen = new Screen(display.name(), Optional.empty(), RATE, clock);
    screen.start();
    await().until(() -> screen.frameAt(clock.nowNs()) != null);

    screen.close();

    assertThat(screen.state()).isInstanceOf(SourceState.Closed.class);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("capture-screen"));
  }

  private static String problem(Screen screen) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> screen.state() instanceof SourceState.Unavailable);
    return ((SourceState.Unavailable) screen.state()).problem();
  }

  private void awaitPixel(Screen screen, int x, int y, int rgb) {
    await()
        .until(() -> {
          VideoFrame frame = screen.frameAt(clock.nowNs());
          return frame != null && pixel(frame, x, y) == rgb;
        });
  }

  private static long coloursAround(VideoFrame frame, int x, int y) {
    return java.util.stream.IntStream.range(0, 64)
        .map(i -> pixel(frame, x + i % 8, y + i / 8))
        .distinct()
        .count();
  }

  private static int pixel(VideoFrame frame, int x, int y) {
    VideoFrame.Plane plane = requireNonNull(frame.planes().getFirst());
    return plane.memory().get(JAVA_INT_UNALIGNED, (long) y * plane.strideBytes() + x * 4L)
        & 0xFFFFFF;
  }
}
