// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.whole;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tally.app.testing.FarEnd;
import io.tally.app.testing.TallyProcess;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.testing.FakeCamera;
import io.tally.capture.testing.TestDisplay;
import io.tally.capture.testing.TestSoundServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Does the main job work: a screen, a camera in its corner that is pulled out on the way, and a
/// microphone, streamed and recorded?
///
/// One run of the program makes a recording; each test asks something else of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealInputTest {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;
  private static final int FPS = 30;
  private static final int TONE_HZ = 440;
  private static final double TONE_PEAK = 0.25;

  private static final int CAMERA_X = (int) Math.round(0.73 * WIDTH);
  private static final int CAMERA_Y = (int) Math.round(0.72 * HEIGHT);
  private static final int CAMERA_WIDTH = WIDTH / 4;
  private static final int NUMBER_BITS = 32; // fakecam.c says where they are

  private final List<Long> cameraNumbers = new ArrayList<>(); // 0: no camera in the picture
  private final List<Integer> screenLooks = new ArrayList<>();
  private short[] sound = {};
  private String unavailable = "";

  @BeforeAll
  void streamAndRecord(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("programme.mkv");
    FakeCamera camera = FakeCamera.forChildren(folder);
    try (camera;
        TestDisplay display = TestDisplay.start(WIDTH, HEIGHT);
        TestSoundServer speakers = TestSoundServer.start()) {
      Process film =
          display.run(
              "ffplay -v quiet -noborder -left 0 -top 0 -f lavfi testsrc=size=320x240:rate=25"
                  .split(" "));
      Process tone =
          speakers.play(
              TestSoundServer.MICROPHONE_FEED, TONE_PEAK + "*sin(2*PI*" + TONE_HZ + "*t)");
      Map<String, String> environment = new HashMap<>(camera.environment());
      environment.putAll(speakers.environment());
      environment.put("DISPLAY", display.name());
      try (TallyProcess tally =
          TallyProcess.start(
              folder.resolve("home"),
              environment,
              "stream",
              "--screen",
              "--webcam",
              "Fake Camera",
              "--audio",
              TestSoundServer.MICROPHONE_NAME,
              "--bitrate",
              "6000",
              "--record",
              file.toString(),
              "--json")) {
        tally.awaitEvent(source("webcam", "running"));
        awaitSeconds(4, tally);
        camera.unplug();
        unavailable = tally.awaitEvent(source("webcam", "unavailable")).get("detail").asString();
        awaitSeconds(2, tally);
        camera.plug();
        tally.awaitEvent(source("webcam", "running"));
        awaitSeconds(4, tally);
        tally.interrupt();
        assertThat(tally.exitCode()).as(tally.lines() + tally.errors()).isZero();
      } finally {
        film.destroy();
        tone.destroy();
      }
    }
    FarEnd far = new FarEnd(file, WIDTH, HEIGHT);
    far.show(this::look);
    sound = far.sound();
  }

  private static Predicate<JsonNode> source(String id, String state) {
    return event ->
        event.get("event").asString().equals("source")
            && event.get("id").asString().equals(id)
            && event.get("state").asString().equals(state);
  }

  private static void awaitSeconds(int count, TallyProcess tally) throws Exception {
    for (int i = 0; i < count; i++) {
      tally.awaitEvent("statistics");
    }
  }

  private void look(VideoFrame frame) {
    long number = 0;
    double block = (double) CAMERA_WIDTH / NUMBER_BITS;
    for (int bit = 0; bit < NUMBER_BITS; bit++) {
      int x = CAMERA_X + (int) ((bit + 0.5) * block);
      number = number << 1 | (luma(frame, x, CAMERA_Y + 4) > 128 ? 1 : 0);
    }
    cameraNumbers.add(number);
    int look = 0;
    for (int y = 4; y < 240; y += 8) {
      for (int x = 4; x < 320; x += 8) {
        look = look * 31 + luma(frame, x, y) / 16;
      }
    }
    screenLooks.add(look);
  }

  private static int luma(VideoFrame frame, int x, int y) {
    VideoFrame.Plane plane = frame.planes().getFirst();
    return plane.memory().get(JAVA_BYTE, (long) y * plane.strideBytes() + x) & 0xFF;
  }

  @Test
  void recording_isAsLongAsTheRun() {
    assertThat(cameraNumbers.size()).isGreaterThan(8 * FPS);
  }

  @Test
  void screen_moves() {
    assertThat(screenLooks.stream().distinct()).hasSizeGreaterThan(screenLooks.size() / 4);
  }

  @Test
  void camera_countsUp_isGone_andCountsUpAgainFromItsStart() {
    List<List<Long>> runs = new ArrayList<>();
    long before = Long.MAX_VALUE;
    boolean seen = false;
    for (long number : cameraNumbers) {
      if (number == 0) {
        seen = false;
        continue;
      }
      if (!seen && (runs.isEmpty() || number < before)) {
        runs.add(new ArrayList<>());
      }
      seen = true;
      before = number;
      runs.getLast().add(number);
    }
    assertThat(runs).hasSize(2);
    for (List<Long> run : runs) {
      assertThat(run).isSorted();
      assertThat(run.stream().distinct()).hasSizeGreaterThan(2 * FPS);
      assertThat(run.getFirst()).isLessThan(10 * FPS);
      assertThat(run.getLast()).isLessThan(30 * FPS);
    }
  }

  @Test
  void cameraThatIsGone_isNamed_andThePlaceIsEmpty() {
    assertThat(unavailable).contains("Fake Camera", "not connected");
    assertThat(cameraNumbers.stream().filter(number -> number == 0)).hasSizeGreaterThan(FPS);
  }

  @Test
  void tone_isHeardAtItsPitchAndLevel() {
    int from = 3 * FarEnd.SAMPLE_RATE;
    int to = 6 * FarEnd.SAMPLE_RATE;
    assertThat(sound.length).isGreaterThan(to);
    double sum = 0;
    int crossings = 0;
    for (int i = from; i < to; i++) {
      sum += (double) sound[i] * sound[i];
      crossings += sound[i - 1] < 0 && sound[i] >= 0 ? 1 : 0;
    }
    double rms = Math.sqrt(sum / (to - from)) / 32768;
    assertThat(20 * Math.log10(rms / (TONE_PEAK / Math.sqrt(2)))).isCloseTo(0, within(1.0));
    assertThat(crossings / 3.0).isCloseTo(TONE_HZ, within(2.0));
  }
}
