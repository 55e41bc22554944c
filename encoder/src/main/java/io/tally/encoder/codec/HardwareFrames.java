// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.codec;

import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_ctx_create;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_ctx_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_ctx_init;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_transfer_data;

import io.tally.capture.ffmpeg.FfmpegException;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVHWFramesContext;

/// How does a picture get into the graphics card's memory, where VA-API wants it?
///
/// Threads: one.
final class HardwareFrames implements AutoCloseable {
  // What the encoder may hold for reordering, and some for what is on its way.
  private static final int POOL = 20;

  private final AVBufferRef device = new AVBufferRef(null);
  private final AVBufferRef frames;
  private final AVFrame uploaded = av_frame_alloc();

  /// @throws FfmpegException when there is no VA-API device, or it lends no NV12 frames of this
  ///   size
  HardwareFrames(int width, int height) throws FfmpegException {
    try {
      FfmpegException.check(
          av_hwdevice_ctx_create(device, AV_HWDEVICE_TYPE_VAAPI, (String) null, null, 0),
          "Opening the VA-API device");
      frames = av_hwframe_ctx_alloc(device);
    } catch (FfmpegException e) {
      av_frame_free(uploaded);
      throw e;
    }
    try {
      new AVHWFramesContext(frames.data())
          .format(AV_PIX_FMT_VAAPI)
          .sw_format(AV_PIX_FMT_NV12)
          .width(width)
          .height(height)
          .initial_pool_size(POOL);
      FfmpegException.check(av_hwframe_ctx_init(frames), "Making frames on the VA-API device");
    } catch (FfmpegException e) {
      close();
      throw e;
    }
  }

  /// Tells an encoder, before it is opened, that its frames come from here.
  void attach(AVCodecContext context) {
    context.pix_fmt(AV_PIX_FMT_VAAPI);
    context.hw_frames_ctx(av_buffer_ref(frames)); // the context frees its own reference
  }

  /// A copy on the device, valid until the next call.
  AVFrame upload(AVFrame software) throws FfmpegException {
    av_frame_unref(uploaded);
    FfmpegException.check(
        av_hwframe_get_buffer(frames, uploaded, 0), "Taking a frame of the VA-API device");
    FfmpegException.check(
        av_hwframe_transfer_data(uploaded, software, 0), "Copying to the VA-API device");
    uploaded.pts(software.pts()).duration(software.duration()).pict_type(software.pict_type());
    return uploaded;
  }

  @Override
  public void close() {
    av_frame_free(uploaded);
    av_buffer_unref(frames);
    av_buffer_unref(device);
  }
}
