// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.scene.draw;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.ffmpeg.PictureScaler;
import io.tally.capture.media.VideoFrame;
import io.tally.capture.opencv.OpenCv;
import java.io.IOException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How does a picture in the canvas's own format get another size?
///
/// By OpenCV, which has vector code for pixels of four bytes: a screen of 1920x1080 on a canvas of
/// 1280x720 takes it 1.2 ms, and swscale's bicubic filter 15 ms. Where OpenCV is missing on this
/// machine, by swscale. Threads: the compositor's.
final class Resizer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Resizer.class);

  private final PictureScaler scaler = new PictureScaler(PictureScaler.Quality.FAST);
  private boolean loaded;
  private boolean missing;

  /// Draws a picture into another, whole onto whole.
  ///
  /// @param source borrowed, BGR0
  /// @param target borrowed, BGR0; its pixels are overwritten
  /// @throws FfmpegException when neither can do it
  void resize(VideoFrame source, VideoFrame target) throws FfmpegException {
    if (!hasOpenCv()) {
      scaler.scale(source, target);
      return;
    }
    try (Mat from = wrap(source);
        Mat to = wrap(target)) {
      opencv_imgproc.resize(from, to, to.size(), 0, 0, filter(source, target));
    }
  }

  private boolean hasOpenCv() {
    if (!loaded && !missing) {
      try {
        OpenCv.load();
        loaded = true;
      } catch (IOException e) {
        missing = true;
        log.info("Pictures are scaled by swscale", e);
      }
    }
    return loaded;
  }

  /// Two by two pixels are enough down to half the size; below that each pixel becomes the mean of
  /// all that it covers, or thin lines would come and go.
  private static int filter(VideoFrame source, VideoFrame target) {
    boolean small = source.width() > 2 * target.width() || source.height() > 2 * target.height();
    return small ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
  }

  private static Mat wrap(VideoFrame frame) {
    VideoFrame.Plane plane = frame.planes().getFirst();
    return new Mat(
        frame.height(),
        frame.width(),
        opencv_core.CV_8UC4,
        new BytePointer(plane.memory().asByteBuffer()),
        plane.strideBytes());
  }

  @Override
  public void close() {
    scaler.close();
  }
}
