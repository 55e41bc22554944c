// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.screen;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.capture.MediaClock;
import io.tally.capture.SourceState;
import io.tally.capture.ffmpeg.Ffmpeg;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.testing.TestDisplay;
import io.tally.capture.testing.process.JavaProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void giveFrame_twoAreAway_leavesThePictureToBeCopied() {
    try (Screen screen = new Screen(display.name(), Optional.empty(), RATE, clock)) {
      screen.start();
      List<VideoFrame> away =
          IntStream.range(0, 2)
              .mapToObj(_ -> {
                await().until(() -> screen.frameAt(clock.nowNs()) != null);
                return requireNonNull(screen.giveFrame());
              })
              .toList();
      await().until(() -> screen.frameAt(clock.nowNs()) != null);

      assertThat(screen.giveFrame()).isNull();
      assertThat(screen.frameAt(clock.nowNs())).isNotNull();

      away.forEach(VideoFrame::close);
      requireNonNull(screen.giveFrame()).close();
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

  @Test
  void machineWithoutLibpulse_stillShowsItsScreenWithThePointer(@TempDir Path directory)
      throws Exception {
    display.runToEnd("xsetroot", "-solid", "blue", "-cursor_name", "left_ptr");
    // A file that is no library stands in the way of the real one.
    Files.createFile(directory.resolve("libpulse.so.0"));
    ProcessBuilder builder =
        new ProcessBuilder(JavaProgram.words(List.of(), Probe.class, display.name()));
    builder.redirectErrorStream(true).environment().put("LD_LIBRARY_PATH", directory.toString());
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(printed).isZero();
    assertThat(printed).contains("inputs: false", "640x360 blue: true, pointer: true");
  }

  /// What a process without libpulse sees.
  static final class Probe {
    public static void main(String[] arguments) {
      System.out.println("inputs: " + Ffmpeg.hasDevices());
      MediaClock clock = MediaClock.system();
      try (Screen screen = new Screen(arguments[0], Optional.empty(), RATE, clock)) {
        screen.start();
        VideoFrame frame =
            await().until(() -> screen.frameAt(clock.nowNs()), shown -> shown != null);
        System.out.println(
            "%dx%d blue: %s, pointer: %s"
                .formatted(
                    frame.width(),
                    frame.height(),
                    pixel(frame, 320, 180) == BLUE,
                    coloursAround(frame, 600, 300) > 1));
      }
    }
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
