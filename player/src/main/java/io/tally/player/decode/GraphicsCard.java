// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.decode;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_default_get_format;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_hw_frames_parameters;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_CUDA;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_D3D11VA;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_VIDEOTOOLBOX;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_CUDA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_D3D11;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_VIDEOTOOLBOX;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_ctx_create;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_ctx_init;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_transfer_data;

import io.tally.capture.ffmpeg.FfmpegException;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/// Which device of this computer can decode pictures, and how do they get out of its memory?
///
/// A decoder asks when it knows the size of the pictures, which in a transport stream is with the
/// first of them, and again whenever that changes. Where the driver does not know the profile,
/// FFmpeg asks again without the device. A picture is copied into memory at once, so that none of
/// the few surfaces of the device is held. The device is opened for the first stream that wants it,
/// and stays, for that may take a fifth of a second. Threads: any.
public final class GraphicsCard implements AutoCloseable {
  // To fetch a smaller picture from the card costs about as much as to decode it.
  private static final int MOST_PIXELS_WITHOUT = 1280 * 736;

  /// A way to a device; FFmpeg has those of the system that it was built for.
  private record Way(int type, int format, String name) {}

  private static final List<Way> WAYS =
      List.of(
          new Way(AV_HWDEVICE_TYPE_VIDEOTOOLBOX, AV_PIX_FMT_VIDEOTOOLBOX, "VideoToolbox"),
          new Way(AV_HWDEVICE_TYPE_D3D11VA, AV_PIX_FMT_D3D11, "D3D11"),
          new Way(AV_HWDEVICE_TYPE_VAAPI, AV_PIX_FMT_VAAPI, "VA-API"),
          new Way(AV_HWDEVICE_TYPE_CUDA, AV_PIX_FMT_CUDA, "NVDEC"));

  private final AVBufferRef device = new AVBufferRef(null); // guarded by this, as the rest
  private @Nullable Way way; // null unless the device is open
  private boolean wanted;
  private @Nullable Choice choice;

  /// @param wanted false for one that takes nothing
  public GraphicsCard(boolean wanted) {
    this.wanted = wanted;
  }

  /// Will be asked by a decoder that is not open yet; this must live as long as that.
  synchronized void attach(AVCodecContext context) {
    if (!wanted) {
      return;
    }
    Choice made = choice == null ? new Choice() : choice;
    choice = made;
    if (!made.isNull()) { // JavaCPP has room for ten at a time
      context.get_format(made);
    }
  }

  /// Called by FFmpeg on the decoder's threads; must not throw.
  private final class Choice extends AVCodecContext.Get_format_AVCodecContext_IntPointer {
    @Override
    public int call(AVCodecContext context, IntPointer offered) {
      return choose(context, offered);
    }
  }

  private synchronized int choose(AVCodecContext context, IntPointer offered) {
    long pixels = (long) context.width() * context.height();
    if (wanted && pixels > MOST_PIXELS_WITHOUT) {
      Way open = way == null ? open() : way;
      if (open != null && contains(offered, open.format()) && lend(context, open.format())) {
        return open.format();
      }
    }
    return avcodec_default_get_format(context, offered);
  }

  private @Nullable Way open() {
    for (Way one : WAYS) {
      if (av_hwdevice_ctx_create(device, one.type(), (String) null, (AVDictionary) null, 0) >= 0) {
        way = one;
        return one;
      }
    }
    wanted = false; // none will come about while this runs
    return null;
  }

  private static boolean contains(IntPointer formats, int wanted) {
    for (int i = 0; formats.get(i) != AV_PIX_FMT_NONE; i++) {
      if (formats.get(i) == wanted) {
        return true;
      }
    }
    return false;
  }

  /// Gives a decoder pictures of the device to decode into.
  private boolean lend(AVCodecContext context, int format) {
    AVBufferRef frames = new AVBufferRef(null);
    if (avcodec_get_hw_frames_parameters(context, device, format, frames) < 0) {
      return false;
    }
    if (av_hwframe_ctx_init(frames) < 0) {
      av_buffer_unref(frames);
      return false;
    }
    context.hw_frames_ctx(frames); // the context's from here on
    return true;
  }

  /// By what it decodes, such as `VA-API`; empty while no picture has needed it.
  synchronized Optional<String> name() {
    return Optional.ofNullable(way).map(Way::name);
  }

  /// Whether a decoder decodes into pictures of a device.
  static boolean serves(AVCodecContext context) {
    return WAYS.stream().anyMatch(one -> one.format() == context.pix_fmt());
  }

  /// Takes nothing any more, for it has failed.
  synchronized void giveUp() {
    wanted = false;
  }

  /// Whether a picture still lies on a device.
  static boolean holds(AVFrame picture) {
    AVBufferRef frames = picture.hw_frames_ctx();
    return frames != null && !frames.isNull();
  }

  /// Copies a picture of a device into memory, in whose place it is then.
  static void fetch(AVFrame picture) throws FfmpegException {
    AVFrame copy = av_frame_alloc();
    try {
      FfmpegException.check(
          av_hwframe_transfer_data(copy, picture, 0), "Copying a picture from the graphics card");
      FfmpegException.check(av_frame_copy_props(copy, picture), "Copying what a picture says");
      av_frame_unref(picture);
      av_frame_move_ref(picture, copy);
    } finally {
      av_frame_free(copy);
    }
  }

  /// Takes nothing any more; decoders that use the device keep it until they are closed.
  /// Idempotent.
  @Override
  public synchronized void close() {
    wanted = false;
    if (way != null) {
      av_buffer_unref(device);
      way = null;
    }
  }
}
