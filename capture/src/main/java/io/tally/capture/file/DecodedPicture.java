// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.file;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/// Which [VideoFrame] is a picture that FFmpeg decoded?
///
/// The same memory where the format is one of ours, with no copy; else it is converted, keeping its
/// colour matrix. Threads: one; the frames may be closed on any, also after this.
final class DecodedPicture implements AutoCloseable {
  private @Nullable SwsContext scaler;

  /// Makes a frame, which is the caller's.
  ///
  /// @param decoded emptied: what it held is the frame's
  VideoFrame wrap(AVFrame decoded, long ptsNs) throws FfmpegException {
    Optional<PixelFormat> format = PictureFormats.of(decoded.format());
    boolean upright = true;
    for (int i = 0; format.isPresent() && i < format.get().planes(); i++) {
      upright &= decoded.linesize(i) >= format.get().rowBytes(i, decoded.width());
    }
    ColorSpace colorSpace = PictureFormats.colorSpace(decoded);
    if (format.isPresent() && upright) {
      AVFrame own = av_frame_alloc();
      av_frame_move_ref(own, decoded);
      return frame(own, format.get(), colorSpace, ptsNs);
    }
    AVFrame converted = convert(decoded);
    PixelFormat made = PictureFormats.of(converted.format()).orElseThrow();
    return frame(converted, made, colorSpace, ptsNs);
  }

  @SuppressWarnings("restricted") // as long as FFmpeg's rows and strides say
  private static VideoFrame frame(
      AVFrame own, PixelFormat format, ColorSpace colorSpace, long ptsNs) {
    List<VideoFrame.Plane> planes = new ArrayList<>(format.planes());
    for (int i = 0; i < format.planes(); i++) {
      int stride = own.linesize(i);
      long bytes = (long) stride * format.rows(i, own.height());
      MemorySegment memory = MemorySegment.ofAddress(own.data(i).address()).reinterpret(bytes);
      planes.add(new VideoFrame.Plane(memory, stride));
    }
    return new VideoFrame(
        format, colorSpace, own.width(), own.height(), ptsNs, planes, () -> av_frame_free(own));
  }

  private AVFrame convert(AVFrame decoded) throws FfmpegException {
    AVFrame converted =
        av_frame_alloc()
            .format(PictureFormats.nearest(decoded.format()))
            .width(decoded.width())
            .height(decoded.height())
            .colorspace(decoded.colorspace())
            .color_range(decoded.color_range());
    try {
      FfmpegException.check(av_frame_get_buffer(converted, 0), "Making room for a picture");
      scaler =
          sws_getCachedContext(
              scaler,
              decoded.width(),
              decoded.height(),
              decoded.format(),
              converted.width(),
              converted.height(),
              converted.format(),
              SWS_BICUBIC,
              null,
              null,
              (DoublePointer) null);
      if (scaler == null) {
        throw FfmpegException.refused("Converting a picture of the file");
      }
      FfmpegException.check(
          sws_scale_frame(scaler, converted, decoded), "Converting a picture of the file");
      return converted;
    } catch (FfmpegException e) {
      av_frame_free(converted);
      throw e;
    }
  }

  /// Frees the scaler. Idempotent.
  @Override
  public void close() {
    if (scaler != null) {
      sws_freeContext(scaler);
      scaler = null;
    }
  }
}
