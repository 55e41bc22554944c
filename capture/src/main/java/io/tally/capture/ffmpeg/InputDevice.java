// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.ffmpeg;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_NONBLOCK;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;

import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/// What does a screen or sound device deliver through FFmpeg's device inputs?
///
/// Life: [#open], then [#read] any number of times, [#close] at any point and twice. Threads: one,
/// which does all three. A device opened not to block answers `read` at once, so that its thread
/// sees within its own sleep that it shall end; the screens' inputs wait a frame at most.
public final class InputDevice implements AutoCloseable {
  private final AVFormatContext context;
  private final String device;
  private boolean closed;

  private InputDevice(AVFormatContext context, String device) {
    this.context = context;
    this.device = device;
  }

  /// Opens a device.
  ///
  /// @param format FFmpeg's name of the input, such as "x11grab" or "pulse"
  /// @param device the input's name for the device, such as ":0.0"
  /// @param options the input's options, such as framerate and video_size
  /// @param blocking whether [#read] waits for the device
  /// @throws FfmpegException when FFmpeg lacks the input, or the device refuses
  public static InputDevice open(
      String format, String device, Map<String, String> options, boolean blocking)
      throws FfmpegException {
    Ffmpeg.loadDevices();
    AVInputFormat input = av_find_input_format(format);
    if (input == null) {
      throw FfmpegException.refused("Opening " + device + " by the input " + format);
    }
    AVFormatContext context = avformat_alloc_context();
    if (context == null) {
      throw FfmpegException.refused("Opening " + device);
    }
    if (!blocking) {
      context.flags(context.flags() | AVFMT_FLAG_NONBLOCK);
    }
    AVDictionary dictionary = new AVDictionary(null);
    try {
      options.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
      // Frees the context when it fails.
      FfmpegException.check(
          avformat_open_input(context, device, input, dictionary), "Opening " + device);
      return new InputDevice(context, device);
    } finally {
      av_dict_free(dictionary);
    }
  }

  /// The next bytes, owned by the caller; empty when a device that does not block has none yet.
  ///
  /// @throws FfmpegException when the device is gone; it then gives nothing any more
  public Optional<DevicePacket> read() throws FfmpegException {
    AVPacket packet = av_packet_alloc();
    if (packet == null) {
      throw FfmpegException.refused("Reading " + device);
    }
    int result = av_read_frame(context, packet);
    if (result < 0) {
      av_packet_free(packet);
      if (result == AVERROR_EAGAIN()) {
        return Optional.empty();
      }
      FfmpegException.check(result, "Reading " + device);
    }
    return Optional.of(new DevicePacket(packet));
  }

  /// FFmpeg's name of the coding, such as "rawvideo" or "pcm_s16le".
  public String codecName() {
    return avcodec_get_name(parameters().codec_id()).getString();
  }

  /// FFmpeg's name of the pixel format, such as "bgr0"; empty for sound.
  public String pixelFormatName() {
    BytePointer name = av_get_pix_fmt_name(parameters().format());
    return name == null ? "" : name.getString();
  }

  /// Width in px; 0 for sound.
  public int width() {
    return parameters().width();
  }

  /// Height in px; 0 for sound.
  public int height() {
    return parameters().height();
  }

  /// Samples of one channel in a second; 0 for pictures.
  public int sampleRate() {
    return parameters().sample_rate();
  }

  /// Channels of sound; 0 for pictures.
  public int channels() {
    return parameters().ch_layout().nb_channels();
  }

  private AVCodecParameters parameters() {
    return context.streams(0).codecpar();
  }

  /// Gives the device back. Idempotent.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      avformat_close_input(context);
    }
  }
}
