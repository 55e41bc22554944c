// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.decode;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

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

/// How is a decoded picture handed on without copying it?
///
/// The pixels stay where the decoder put them; closing the [VideoFrame] gives them back. Formats
/// that frames do not know, such as ten bits, are converted first. Threads: one.
final class PictureWrapper {
  private static final int HD_FROM_HEIGHT = 720;

  /// Wraps a picture.
  ///
  /// @param decoded its content moves out of it
  /// @return the caller's
  VideoFrame wrap(AVFrame decoded) throws FfmpegException {
    long ptsNs = decoded.best_effort_timestamp();
    ColorSpace colorSpace = colorSpace(decoded);
    Optional<PixelFormat> known = format(decoded.format());
    AVFrame kept = av_frame_alloc();
    if (known.isPresent()) {
      av_frame_move_ref(kept, decoded);
    } else {
      try {
        convert(decoded, kept);
      } catch (FfmpegException e) {
        av_frame_free(kept);
        throw e;
      }
    }
    PixelFormat format = known.orElse(PixelFormat.BGRA);
    List<VideoFrame.Plane> planes = new ArrayList<>(format.planes());
    for (int i = 0; i < format.planes(); i++) {
      int stride = kept.linesize(i);
      int rows = format.rows(i, kept.height());
      long size = (long) stride * (rows - 1) + format.rowBytes(i, kept.width());
      planes.add(new VideoFrame.Plane(memory(kept, i, size), stride));
    }
    return new VideoFrame(
        format,
        known.isPresent() ? colorSpace : ColorSpace.RGB,
        kept.width(),
        kept.height(),
        ptsNs,
        planes,
        () -> av_frame_free(kept));
  }

  @SuppressWarnings("restricted") // the size is what the decoder laid out, by its own stride
  private static MemorySegment memory(AVFrame picture, int plane, long size) {
    return MemorySegment.ofAddress(picture.data(plane).address()).reinterpret(size);
  }

  private static Optional<PixelFormat> format(int avFormat) {
    return switch (avFormat) {
      case AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P -> Optional.of(PixelFormat.YUV420P);
      case AV_PIX_FMT_YUV422P, AV_PIX_FMT_YUVJ422P -> Optional.of(PixelFormat.YUV422P);
      case AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUVJ444P -> Optional.of(PixelFormat.YUV444P);
      case AV_PIX_FMT_NV12 -> Optional.of(PixelFormat.NV12);
      default -> Optional.empty();
    };
  }

  private static ColorSpace colorSpace(AVFrame picture) {
    boolean full =
        picture.color_range() == AVCOL_RANGE_JPEG
            || picture.format() == AV_PIX_FMT_YUVJ420P
            || picture.format() == AV_PIX_FMT_YUVJ422P
            || picture.format() == AV_PIX_FMT_YUVJ444P;
    boolean hd =
        switch (picture.colorspace()) {
          case AVCOL_SPC_BT709 -> true;
          case AVCOL_SPC_BT470BG, AVCOL_SPC_SMPTE170M -> false;
          default -> picture.height() >= HD_FROM_HEIGHT; // what untagged pictures usually mean
        };
    if (hd) {
      return full ? ColorSpace.BT709_FULL : ColorSpace.BT709_LIMITED;
    }
    return full ? ColorSpace.BT601_FULL : ColorSpace.BT601_LIMITED;
  }

  private static void convert(AVFrame from, AVFrame to) throws FfmpegException {
    to.format(AV_PIX_FMT_BGRA);
    to.width(from.width());
    to.height(from.height());
    FfmpegException.check(av_frame_get_buffer(to, 0), "Taking memory for a picture");
    // Made for each picture: such formats are rare, and the context is small.
    SwsContext sws =
        sws_getContext(
            from.width(),
            from.height(),
            from.format(),
            to.width(),
            to.height(),
            to.format(),
            SWS_BICUBIC,
            null,
            null,
            (DoublePointer) null);
    if (sws == null) {
      throw FfmpegException.refused("Converting a picture of FFmpeg's format " + from.format());
    }
    try {
      FfmpegException.check(
          sws_scale(sws, from.data(), from.linesize(), 0, from.height(), to.data(), to.linesize()),
          "Converting a picture of FFmpeg's format " + from.format());
    } finally {
      sws_freeContext(sws);
    }
  }
}
