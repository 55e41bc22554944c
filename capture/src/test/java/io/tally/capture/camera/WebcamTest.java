// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.camera;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tally.capture.Device;
import io.tally.capture.MediaClock;
import io.tally.capture.SourceState;
import io.tally.capture.feed.PictureDevice;
import io.tally.capture.media.FrameRate;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.opencv.OpenCv;
import io.tally.capture.testing.FakeCamera;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebcamTest {
  private static final CameraMode MODE =
      new CameraMode(640, 480, FrameRate.of(30), CameraMode.Encoding.YUYV);

  private final MediaClock clock = MediaClock.system();
  private FakeCamera camera;
  private Webcam webcam;

  @BeforeEach
  void plugIn() throws Exception {
    camera = FakeCamera.ofThisProcess();
    webcam = new Webcam("Fake Camera 1", MODE, clock);
  }

  @AfterEach
  void close_givesAllMemoryBack() throws Exception {
    webcam.close();
    camera.close();
    assertThat(VideoFrame.openFrames()).isZero();
  }

  @Test
  void read_fiveSeconds_givesEveryFrameOnceAndInOrder() throws Exception {
    OpenCv.load();
    CameraSystem system = new LinuxCameras();
    List<Device> listed = system.list();
    Device device = CameraSystem.find(listed, "Fake Camera 0");
    List<Long> numbers = new ArrayList<>();
    try (PictureDevice pictures =
        CameraPictures.open(system, system.target(listed, device), MODE, clock)) {
      while (numbers.size() < 150) {
        try (VideoFrame frame = pictures.read()) {
          if (frame != null) {
            numbers.add(number(frame));
          }
        }
      }
    }
    assertThat(numbers)
        .isEqualTo(LongStream.range(0, 150).map(i -> numbers.getFirst() + i).boxed().toList());
  }

  @Test
  void frameAt_uncompressedCamera_isItsOwnPictureWithItsTime() {
    webcam.start();
    VideoFrame frame = awaitPicture();

    assertThat(webcam.state()).isEqualTo(new SourceState.Running("640x480 YUYV at 30 fps"));
    assertThat(webcam.name()).isEqualTo("Fake Camera 1");
    assertThat(frame.format()).isEqualTo(PixelFormat.YUYV422);
    assertThat(clock.nowNs() - frame.ptsNs()).isBetween(0L, 1_000_000_000L);
  }

  @Test
  void frameAt_largerSizeAsked_isGiven() {
    try (Webcam large =
        new Webcam(
            "/dev/video0",
            new CameraMode(1280, 720, FrameRate.of(30), CameraMode.Encoding.ANY),
            clock)) {
      large.start();
      await().until(() -> large.frameAt(clock.nowNs()) != null);

      assertThat(large.state()).isEqualTo(new SourceState.Running("1280x720 YUYV at 30 fps"));
    }
  }

  @Test
  void state_unpluggedAndPluggedIn_saysSoAndRunsAgain() throws Exception {
    webcam.start();
    awaitPicture();

    camera.unplug();

    assertThat(problem()).contains("Fake Camera 1", "not connected");
    assertThat(webcam.frameAt(clock.nowNs())).isNull();

    camera.plug();

    awaitPicture();
  }

  @Test
  void state_inUseElsewhere_saysSoAndRunsWhenFree() throws Exception {
    camera.occupy();
    webcam.start();

    assertThat(problem()).contains("Fake Camera 1", "in use by another program");

    camera.plug();

    awaitPicture();
  }

  @Test
  void state_noPictureForTwoSeconds_saysSo() throws Exception {
    webcam.start();
    awaitPicture();

    camera.freeze();

    assertThat(problem()).contains("Fake Camera 1", "no picture for 2 s");
  }

  @Test
  void state_cameraThatIsNotThere_namesThoseThatAre() {
    try (Webcam missing = new Webcam("Brio", MODE, clock)) {
      missing.start();
      await().until(() -> missing.state() instanceof SourceState.Unavailable);

      assertThat(((SourceState.Unavailable) missing.state()).problem())
          .contains("Brio is not connected", "Fake Camera 0, Fake Camera 1");
    }
  }

  @Test
  void close_frozenCamera_comesBackWithinTwoSeconds() throws Exception {
    webcam.start();
    awaitPicture();
    camera.freeze();

    webcam.close();

    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("capture-camera"));
  }

  private VideoFrame awaitPicture() {
    return await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> webcam.frameAt(clock.nowNs()), frame -> frame != null);
  }

  private String problem() {
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> webcam.state() instanceof SourceState.Unavailable);
    return ((SourceState.Unavailable) webcam.state()).problem();
  }

  /// The camera's number of a frame; fakecam.c says where it is.
  private static long number(VideoFrame frame) {
    VideoFrame.Plane plane = frame.planes().getFirst();
    long number = 0;
    for (int bit = 0; bit < 32; bit++) {
      long x = (bit * 2 + 1) * (frame.width() / 64L);
      int luma = plane.memory().get(JAVA_BYTE, 16L * plane.strideBytes() + x * 2) & 0xFF;
      number = number << 1 | (luma > 128 ? 1 : 0);
    }
    return number;
  }
}
