// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.codec;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_count;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.tally.capture.ffmpeg.Ffmpeg;
import io.tally.capture.ffmpeg.FfmpegException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How does one of FFmpeg's encoders come up, take frames and give packets?
///
/// Owns the native context and one packet. Threads: one.
final class CodecContext implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CodecContext.class);

  /// Who looks at each packet.
  interface PacketTaker {
    /// Takes the next.
    ///
    /// @param packet borrowed for the call
    /// @throws IOException when it makes no sense
    void take(AVPacket packet) throws IOException;
  }

  private final String encoderName;
  private final AVCodecContext context;
  private final AVPacket packet = av_packet_alloc();
  private boolean closed;

  private CodecContext(String encoderName, AVCodecContext context) {
    this.encoderName = encoderName;
    this.context = context;
  }

  /// @param shape sets what is no named option: size, formats, time base
  /// @throws IOException naming the encoder and FFmpeg's reason
  static CodecContext open(
      String encoderName, Map<String, String> options, Consumer<AVCodecContext> shape)
      throws IOException {
    Ffmpeg.load();
    AVCodec codec = avcodec_find_encoder_by_name(encoderName);
    if (codec == null) {
      throw new IOException("This build of FFmpeg has no encoder " + encoderName);
    }
    CodecContext opened = new CodecContext(encoderName, avcodec_alloc_context3(codec));
    try {
      shape.accept(opened.context);
      opened.open(codec, options);
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void open(AVCodec codec, Map<String, String> options) throws FfmpegException {
    AVDictionary values = new AVDictionary(null);
    try {
      options.forEach((name, value) -> av_dict_set(values, name, value, 0));
      FfmpegException.check(
          avcodec_open2(context, codec, values), "Opening the encoder " + encoderName);
      if (av_dict_count(values) > 0) {
        log.warn("{} does not know {} of {}", encoderName, av_dict_count(values), options);
      }
    } finally {
      av_dict_free(values);
    }
  }

  AVCodecContext context() {
    return context;
  }

  /// The codec headers, empty when it gave none; valid until [#close].
  ByteBuffer extradata() {
    return context.extradata_size() == 0
        ? ByteBuffer.allocate(0)
        : context.extradata().capacity(context.extradata_size()).asByteBuffer();
  }

  /// Codes a frame, and hands out every packet that is ready.
  ///
  /// @param frame null asks for all that is still inside; after it only `close` is allowed
  /// @throws IOException when the encoder fails, or the taker's own
  void code(@Nullable AVFrame frame, PacketTaker out) throws IOException {
    FfmpegException.check(avcodec_send_frame(context, frame), "Encoding with " + encoderName);
    while (true) {
      int result = avcodec_receive_packet(context, packet);
      if (result == AVERROR_EAGAIN() || result == AVERROR_EOF()) {
        return;
      }
      FfmpegException.check(result, "Encoding with " + encoderName);
      try {
        out.take(packet);
      } finally {
        av_packet_unref(packet);
      }
    }
  }

  /// Idempotent.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      av_packet_free(packet);
      avcodec_free_context(context);
    }
  }
}
