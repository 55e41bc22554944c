// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.camera;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_videoio.CAP_PROP_CONVERT_RGB;
import static org.bytedeco.opencv.global.opencv_videoio.CAP_PROP_FOURCC;
import static org.bytedeco.opencv.global.opencv_videoio.CAP_PROP_FPS;
import static org.bytedeco.opencv.global.opencv_videoio.CAP_PROP_FRAME_HEIGHT;
import static org.bytedeco.opencv.global.opencv_videoio.CAP_PROP_FRAME_WIDTH;
import static org.bytedeco.opencv.global.opencv_videoio.CAP_PROP_POS_MSEC;
import static org.bytedeco.opencv.global.opencv_videoio.CAP_V4L2;

import io.tally.capture.MediaClock;
import io.tally.capture.feed.PictureDevice;
import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.FramePool;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import java.io.IOException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_videoio.VideoCapture;
import org.jspecify.annotations.Nullable;

/// Which picture does an opened camera give next?
///
/// OpenCV writes into the frame's own memory: a YUYV picture comes as it is, a JPEG decoded to BGR.
/// Used and closed by one thread.
final class CameraPictures implements PictureDevice {
  private static final long FROZEN_NS = 2_000_000_000L;
  private static final long WAIT_NS = 250_000_000L; // so that its thread soon sees a close
  private static final int FRAMES = 12; // one shown, one waiting, the rest with the encoder
  private static final long NS_PER_MS = 1_000_000;

  private final CameraSystem system;
  private final CameraTarget target;
  private final MediaClock clock;
  private final VideoCapture capture;
  private final int backend;
  private final PixelFormat format;
  private final FramePool pool;
  private final String detail;
  private long lastNs;

  private CameraPictures(
      CameraSystem system,
      CameraTarget target,
      MediaClock clock,
      VideoCapture capture,
      int backend,
      CameraMode mode) {
    this.system = system;
    this.target = target;
    this.clock = clock;
    this.capture = capture;
    this.backend = backend;
    String coding = ask(mode);
    this.format =
        coding.equals("YUYV") && backend == CAP_V4L2 ? PixelFormat.YUYV422 : PixelFormat.BGR24;
    capture.set(CAP_PROP_CONVERT_RGB, format == PixelFormat.BGR24 ? 1 : 0);
    int width = (int) capture.get(CAP_PROP_FRAME_WIDTH);
    int height = (int) capture.get(CAP_PROP_FRAME_HEIGHT);
    this.pool =
        new FramePool(
            format,
            format == PixelFormat.BGR24 ? ColorSpace.RGB : ColorSpace.BT601_LIMITED,
            width,
            height,
            FRAMES);
    long fps = Math.round(capture.get(CAP_PROP_FPS));
    this.detail = "%dx%d %s at %d fps".formatted(width, height, coding, fps);
    this.lastNs = clock.nowNs();
  }

  /// Opens a camera by the first backend that will.
  ///
  /// @throws IOException when none does; the message is a sentence that says why
  static CameraPictures open(
      CameraSystem system, CameraTarget target, CameraMode mode, MediaClock clock)
      throws IOException {
    for (int backend : target.backends()) {
      VideoCapture capture = new VideoCapture();
      try {
        if (target.path().isEmpty()
            ? capture.open(target.index(), backend)
            : capture.open(target.path(), backend)) {
          return new CameraPictures(system, target, clock, capture, backend, mode);
        }
      } catch (RuntimeException e) { // what JavaCPP makes of OpenCV's exceptions
        capture.close();
        throw new IOException(system.whyNot(target), e);
      }
      capture.close();
    }
    throw new IOException(system.whyNot(target));
  }

  /// The coding first: it decides which sizes and rates there are.
  ///
  /// @return the coding that the camera truly gives
  private String ask(CameraMode mode) {
    String wanted = mode.fourCc();
    int code = 0;
    for (int i = 3; i >= 0; i--) {
      code = code << 8 | wanted.charAt(i);
    }
    capture.set(CAP_PROP_FOURCC, code);
    capture.set(CAP_PROP_FRAME_WIDTH, mode.width());
    capture.set(CAP_PROP_FRAME_HEIGHT, mode.height());
    capture.set(CAP_PROP_FPS, mode.rate().perSecond());
    int given = (int) capture.get(CAP_PROP_FOURCC);
    StringBuilder name = new StringBuilder();
    for (int shift = 0; shift < 32; shift += 8) {
      char character = (char) (given >> shift & 0xFF);
      if (Character.isLetterOrDigit(character)) {
        name.append(character);
      }
    }
    return name.isEmpty() ? wanted : name.toString();
  }

  @Override
  public String detail() {
    return detail;
  }

  @Override
  public @Nullable VideoFrame read() throws IOException {
    try {
      if (!isReady()) {
        return null;
      }
      if (!capture.grab()) {
        throw gone(null);
      }
      lastNs = clock.nowNs();
      // All out: the picture is left with the driver, as if it had been replaced.
      VideoFrame frame = pool.take(takenNs()).orElse(null);
      return frame == null ? null : retrieve(frame);
    } catch (RuntimeException e) { // what JavaCPP makes of OpenCV's exceptions
      throw gone(e);
    }
  }

  /// Lets go of the camera before asking why it fails, else the answer would be that it is in use.
  private IOException gone(@Nullable RuntimeException cause) {
    capture.release();
    return new IOException(system.whyNot(target), cause);
  }

  /// Waits a moment for a picture, where OpenCV can wait for a moment only: its own read waits ten
  /// seconds.
  private boolean isReady() throws IOException {
    if (backend != CAP_V4L2) {
      return true;
    }
    if (VideoCapture.waitAny(capture, new int[1], WAIT_NS)) {
      return true;
    }
    if (clock.nowNs() - lastNs > FROZEN_NS) {
      throw new IOException(
          "The camera "
              + target.name()
              + " has given no picture for 2 s. Unplug it and plug it in again; Tally tries again"
              + " by itself.");
    }
    return false;
  }

  /// V4L2 stamps pictures by the system's monotonic clock, which is the JVM's on Linux: the
  /// picture's age on that clock is its age on ours.
  private long takenNs() {
    long ageNs = 0;
    if (backend == CAP_V4L2) {
      ageNs = System.nanoTime() - (long) (capture.get(CAP_PROP_POS_MSEC) * NS_PER_MS);
    }
    return ageNs > 0 && ageNs < FROZEN_NS ? lastNs - ageNs : lastNs;
  }

  /// @param frame taken
  private VideoFrame retrieve(VideoFrame frame) throws IOException {
    VideoFrame.Plane plane = frame.planes().getFirst();
    int type = format == PixelFormat.BGR24 ? CV_8UC3 : CV_8UC2;
    try (Pointer memory = new BytePointer(plane.memory().asByteBuffer());
        Mat picture = new Mat(frame.height(), frame.width(), type, memory, plane.strideBytes())) {
      boolean good = capture.retrieve(picture);
      // OpenCV takes memory of its own when the picture is not what the camera promised.
      if (!good || picture.data().address() != plane.memory().address()) {
        frame.close();
        throw new IOException(
            "The camera "
                + target.name()
                + " gave a picture that cannot be read. Unplug it and plug it in again; Tally"
                + " tries again by itself.");
      }
      return frame;
    } catch (RuntimeException e) {
      frame.close();
      throw e;
    }
  }

  @Override
  public void close() {
    capture.release();
    capture.close();
    pool.close();
  }
}
