// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_hw_config;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_CUDA;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_D3D11VA;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_VIDEOTOOLBOX;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_ctx_create;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_transfer_data;

import io.tally.capture.ffmpeg.FfmpegException;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecHWConfig;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/// Which device of this computer can decode pictures, and how do they get out of its memory?
///
/// FFmpeg's own negotiation decides whether the device takes a stream: a decoder that was given a
/// device prefers its pictures, and decodes by the processor where the driver does not know the
/// profile or the size. A picture is copied into memory at once, so that none of the few surfaces
/// of the device is held. The device is opened for the first stream that wants it, and stays, for
/// that may take a fifth of a second. Threads: any.
public final class GraphicsCard implements AutoCloseable {
  // To fetch a smaller picture from the card costs about as much as to decode it.
  private static final int MOST_PIXELS_WITHOUT = 1280 * 736;

  /// A way to a device; FFmpeg has those of the system that it was built for.
  private record Way(int type, String name) {}

  private static final List<Way> WAYS =
      List.of(
          new Way(AV_HWDEVICE_TYPE_VIDEOTOOLBOX, "VideoToolbox"),
          new Way(AV_HWDEVICE_TYPE_D3D11VA, "D3D11"),
          new Way(AV_HWDEVICE_TYPE_VAAPI, "VA-API"),
          new Way(AV_HWDEVICE_TYPE_CUDA, "NVDEC"));

  private final AVBufferRef device = new AVBufferRef(null); // guarded by this, as the rest
  private @Nullable Way way; // null unless the device is open
  private boolean wanted;

  /// @param wanted false for one that takes nothing
  public GraphicsCard(boolean wanted) {
    this.wanted = wanted;
  }

  /// Whether it is worth its while for pictures of a size, px.
  static boolean isFor(int width, int height) {
    return (long) width * height > MOST_PIXELS_WITHOUT;
  }

  /// Whether there is a device, and FFmpeg has a way to it from a codec.
  synchronized boolean decodes(AVCodec codec) {
    if (!wanted) {
      return false;
    }
    Way open = way == null ? open() : way;
    return open != null && leadsTo(open, codec);
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

  private static boolean leadsTo(Way way, AVCodec codec) {
    int index = 0;
    AVCodecHWConfig config = avcodec_get_hw_config(codec, index);
    while (config != null) {
      boolean byDevice = (config.methods() & AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX) != 0;
      if (byDevice && config.device_type() == way.type()) {
        return true;
      }
      config = avcodec_get_hw_config(codec, ++index);
    }
    return false;
  }

  /// Gives its device to a decoder that is not open yet, if it has one for it.
  synchronized boolean lend(AVCodec codec, AVCodecContext context) {
    if (!decodes(codec)) {
      return false;
    }
    context.hw_device_ctx(av_buffer_ref(device)); // the context frees its own reference
    return true;
  }

  /// By what it decodes, such as `VA-API`; empty while no picture has needed it.
  synchronized Optional<String> name() {
    return Optional.ofNullable(way).map(Way::name);
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
