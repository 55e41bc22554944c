// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR0;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUYV422;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import io.tally.capture.media.ColorSpace;
import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/// How does a picture look in another size, format or colour space?
///
/// Keeps one swscale context, remade when either side changes shape. Threads: one; whoever makes it
/// uses and closes it.
public final class PictureScaler implements AutoCloseable {
  private static final int UNITY = 1 << 16; // contrast and saturation as 16.16 fixed point

  /// Which filter, and so how much time?
  public enum Quality {
    /// Bilinear over two pixels: for previews.
    FAST(swscale.SWS_FAST_BILINEAR),
    /// Bicubic, with full chroma: for what is sent. Chroma is read at every pixel instead of every
    /// second one, which is not only better: swscale has vector code for it, and BGR0 to YUV420P at
    /// 1280x720 costs about a third less.
    GOOD(swscale.SWS_BICUBIC | swscale.SWS_FULL_CHR_H_INP);

    private final int flags;

    Quality(int flags) {
      this.flags = flags;
    }
  }

  private record Shape(PixelFormat format, ColorSpace colorSpace, int width, int height) {
    static Shape of(VideoFrame frame) {
      return new Shape(frame.format(), frame.colorSpace(), frame.width(), frame.height());
    }
  }

  private final Quality quality;
  private final PointerPointer<BytePointer> fromPlanes = new PointerPointer<>(4);
  private final PointerPointer<BytePointer> toPlanes = new PointerPointer<>(4);
  private final IntPointer fromStrides = new IntPointer(4);
  private final IntPointer toStrides = new IntPointer(4);
  private @Nullable Shape from;
  private @Nullable Shape to;
  private @Nullable SwsContext context;

  /// Makes no context yet: the first picture says which.
  public PictureScaler(Quality quality) {
    this.quality = quality;
  }

  /// Draws a picture into another, whole onto whole.
  ///
  /// @param source borrowed
  /// @param target borrowed; its pixels are overwritten
  /// @throws FfmpegException when swscale cannot convert between the two
  public void scale(VideoFrame source, VideoFrame target) throws FfmpegException {
    SwsContext sws = contextFor(Shape.of(source), Shape.of(target));
    point(source, fromPlanes, fromStrides);
    point(target, toPlanes, toStrides);
    FfmpegException.check(
        sws_scale(sws, fromPlanes, fromStrides, 0, source.height(), toPlanes, toStrides),
        "Converting " + source + " to " + target);
  }

  private SwsContext contextFor(Shape source, Shape target) throws FfmpegException {
    SwsContext current = context;
    if (current != null && source.equals(from) && target.equals(to)) {
      return current;
    }
    release();
    SwsContext made =
        sws_getContext(
            source.width(),
            source.height(),
            avFormat(source.format()),
            target.width(),
            target.height(),
            avFormat(target.format()),
            quality.flags,
            null,
            null,
            (DoublePointer) null);
    if (made == null) {
      throw FfmpegException.refused("Converting " + source + " to " + target);
    }
    sws_setColorspaceDetails(
        made,
        coefficients(source.colorSpace()),
        fullRange(source.colorSpace()),
        coefficients(target.colorSpace()),
        fullRange(target.colorSpace()),
        0,
        UNITY,
        UNITY);
    from = source;
    to = target;
    context = made;
    return made;
  }

  private static void point(
      VideoFrame frame, PointerPointer<BytePointer> planes, IntPointer strides) {
    for (int i = 0; i < 4; i++) {
      if (i < frame.planes().size()) {
        VideoFrame.Plane plane = frame.planes().get(i);
        planes.put(i, new BytePointer(plane.memory().asByteBuffer()));
        strides.put(i, plane.strideBytes());
      } else {
        planes.put(i, (BytePointer) null);
        strides.put(i, 0);
      }
    }
  }

  private static int avFormat(PixelFormat format) {
    return switch (format) {
      case BGRA -> AV_PIX_FMT_BGRA;
      case BGR0 -> AV_PIX_FMT_BGR0;
      case BGR24 -> AV_PIX_FMT_BGR24;
      case YUYV422 -> AV_PIX_FMT_YUYV422;
      case YUV420P -> AV_PIX_FMT_YUV420P;
      case YUV422P -> AV_PIX_FMT_YUV422P;
      case YUV444P -> AV_PIX_FMT_YUV444P;
      case NV12 -> AV_PIX_FMT_NV12;
    };
  }

  private static IntPointer coefficients(ColorSpace space) {
    return switch (space) {
      case RGB, BT709_LIMITED, BT709_FULL -> sws_getCoefficients(SWS_CS_ITU709);
      case BT601_LIMITED, BT601_FULL -> sws_getCoefficients(SWS_CS_ITU601);
    };
  }

  private static int fullRange(ColorSpace space) {
    return switch (space) {
      case RGB, BT601_FULL, BT709_FULL -> 1;
      case BT601_LIMITED, BT709_LIMITED -> 0;
    };
  }

  private void release() {
    SwsContext current = context;
    if (current != null) {
      sws_freeContext(current);
      context = null;
    }
  }

  /// Frees the context. Idempotent.
  @Override
  public void close() {
    release();
    fromPlanes.close();
    toPlanes.close();
    fromStrides.close();
    toStrides.close();
  }
}
