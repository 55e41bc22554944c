// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.codec;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_is_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.ffmpeg.PictureScaler;
import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.Luma;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/// Where does the picture lie that the encoder reads?
///
/// One native frame, drawn over each time: the only conversion between the canvas and the encoder,
/// and the picture that a repeat sends again. Threads: one.
final class EncoderPicture implements AutoCloseable {
  private final PixelFormat format;
  private final int width;
  private final int height;
  private final PictureScaler scaler = new PictureScaler(PictureScaler.Quality.GOOD);
  private final AVFrame frame = av_frame_alloc();
  private @Nullable VideoFrame view;
  private boolean closed;

  /// @param format `YUV420P` or `NV12`
  EncoderPicture(PixelFormat format, int width, int height) {
    this.format = format;
    this.width = width;
    this.height = height;
  }

  /// FFmpeg's number of a format that encoders take.
  static int avFormat(PixelFormat format) {
    return switch (format) {
      case YUV420P -> AV_PIX_FMT_YUV420P;
      case NV12 -> AV_PIX_FMT_NV12;
      default -> throw new IllegalArgumentException("No encoder is fed with " + format);
    };
  }

  /// The native frame; [#drawn] says whether it shows anything.
  AVFrame frame() {
    return frame;
  }

  boolean drawn() {
    return view != null;
  }

  /// A copy of what the encoder sees of it; empty before the first.
  Optional<Luma> luma() {
    return Optional.ofNullable(view).flatMap(Luma::of);
  }

  /// Converts a picture of any size and format.
  ///
  /// @param source borrowed
  void draw(VideoFrame source) throws FfmpegException {
    VideoFrame target = view;
    if (target == null || av_frame_is_writable(frame) == 0) {
      target = allocate(); // the encoder still reads the last one
    }
    scaler.scale(source, target);
  }

  private VideoFrame allocate() throws FfmpegException {
    forget();
    av_frame_unref(frame);
    frame.format(avFormat(format)).width(width).height(height);
    FfmpegException.check(
        av_frame_get_buffer(frame, 0), "Making room for a picture of " + width + "x" + height);
    List<VideoFrame.Plane> planes = new ArrayList<>(format.planes());
    for (int i = 0; i < format.planes(); i++) {
      int stride = frame.linesize(i);
      long size = (long) stride * format.rows(i, height);
      planes.add(
          new VideoFrame.Plane(
              MemorySegment.ofBuffer(frame.data(i).capacity(size).asByteBuffer()), stride));
    }
    VideoFrame made =
        new VideoFrame(format, ColorSpace.BT709_LIMITED, width, height, 0, planes, () -> {});
    view = made;
    return made;
  }

  private void forget() {
    VideoFrame old = view;
    if (old != null) {
      old.close();
      view = null;
    }
  }

  /// Idempotent.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      forget();
      scaler.close();
      av_frame_free(frame);
    }
  }
}
