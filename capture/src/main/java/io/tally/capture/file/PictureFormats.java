// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.file;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR0;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUYV422;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.PixelFormat;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;

/// How are a decoded picture's samples laid out, and which light do they mean?
final class PictureFormats {
  private static final int HD_HEIGHT = 720;

  private PictureFormats() {}

  /// Ours for FFmpeg's pixel format; empty for one that must be converted.
  static Optional<PixelFormat> of(int avFormat) {
    PixelFormat format = null;
    if (avFormat == AV_PIX_FMT_YUV420P || avFormat == AV_PIX_FMT_YUVJ420P) {
      format = PixelFormat.YUV420P;
    } else if (avFormat == AV_PIX_FMT_YUV422P || avFormat == AV_PIX_FMT_YUVJ422P) {
      format = PixelFormat.YUV422P;
    } else if (avFormat == AV_PIX_FMT_YUV444P || avFormat == AV_PIX_FMT_YUVJ444P) {
      format = PixelFormat.YUV444P;
    } else if (avFormat == AV_PIX_FMT_NV12) {
      format = PixelFormat.NV12;
    } else if (avFormat == AV_PIX_FMT_YUYV422) {
      format = PixelFormat.YUYV422;
    } else if (avFormat == AV_PIX_FMT_BGRA) {
      format = PixelFormat.BGRA;
    } else if (avFormat == AV_PIX_FMT_BGR0) {
      format = PixelFormat.BGR0;
    } else if (avFormat == AV_PIX_FMT_BGR24) {
      format = PixelFormat.BGR24;
    }
    return Optional.ofNullable(format);
  }

  /// FFmpeg's format to convert a picture to that has none of ours.
  static int nearest(int avFormat) {
    return isRgb(avFormat) ? AV_PIX_FMT_BGRA : AV_PIX_FMT_YUV420P;
  }

  /// What the samples of a decoded picture mean. One that does not say is taken by its size, as
  /// players do: HD is BT.709, smaller is BT.601.
  static ColorSpace colorSpace(AVFrame frame) {
    if (isRgb(frame.format())) {
      return ColorSpace.RGB;
    }
    boolean full =
        frame.color_range() == AVCOL_RANGE_JPEG
            || frame.format() == AV_PIX_FMT_YUVJ420P
            || frame.format() == AV_PIX_FMT_YUVJ422P
            || frame.format() == AV_PIX_FMT_YUVJ444P;
    if (isBt601(frame)) {
      return full ? ColorSpace.BT601_FULL : ColorSpace.BT601_LIMITED;
    }
    return full ? ColorSpace.BT709_FULL : ColorSpace.BT709_LIMITED;
  }

  private static boolean isBt601(AVFrame frame) {
    return switch (frame.colorspace()) {
      case avutil.AVCOL_SPC_BT470BG, avutil.AVCOL_SPC_SMPTE170M, avutil.AVCOL_SPC_FCC -> true;
      case avutil.AVCOL_SPC_UNSPECIFIED -> frame.height() < HD_HEIGHT;
      default -> false;
    };
  }

  private static boolean isRgb(int avFormat) {
    AVPixFmtDescriptor descriptor = av_pix_fmt_desc_get(avFormat);
    long flags = descriptor == null ? 0 : descriptor.flags();
    return (flags & (avutil.AV_PIX_FMT_FLAG_RGB | avutil.AV_PIX_FMT_FLAG_PAL)) != 0;
  }
}
