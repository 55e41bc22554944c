// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.file;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import io.tally.capture.ffmpeg.Ffmpeg;
import io.tally.capture.ffmpeg.FfmpegException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/// What are the decoded pictures, or the decoded sound, of a file, one after another?
///
/// Life: [#open], then [#next] until it is false and [#seek] any number of times, [#close].
/// Threads: one, which does all. Packets that cannot be decoded are left out.
final class StreamReader implements AutoCloseable {
  /// Which of the file's streams?
  enum Kind {
    PICTURES("pictures", avutil.AVMEDIA_TYPE_VIDEO),
    SOUND("sound", avutil.AVMEDIA_TYPE_AUDIO);

    private final String word;
    private final int avType;

    Kind(String word, int avType) {
      this.word = word;
      this.avType = avType;
    }
  }

  private static final AVRational NANOSECONDS = rational(1, 1_000_000_000);

  private final AVFormatContext container;
  private final AVCodecContext decoder;
  private final AVStream stream;
  private final AVPacket packet = av_packet_alloc();
  private final long startUs;
  private boolean draining;
  private boolean closed;

  private StreamReader(AVFormatContext container, AVCodecContext decoder, AVStream stream) {
    this.container = container;
    this.decoder = decoder;
    this.stream = stream;
    long start = container.start_time();
    this.startUs = start == AV_NOPTS_VALUE ? 0 : start;
  }

  /// Opens a file and the decoder of its best stream of a kind.
  ///
  /// @throws UnplayableException when it is not there, not media, has no such stream or is coded in
  ///   a way that cannot be decoded
  static StreamReader open(Path file, Kind kind) throws UnplayableException {
    checkReadable(file);
    try {
      Ffmpeg.load();
    } catch (FfmpegException e) {
      throw new UnplayableException("The file " + file + " cannot be played: " + e.getMessage());
    }
    AVFormatContext container = new AVFormatContext(null);
    // With the protocol named, a colon in the name is only a colon.
    String url = "file:" + file.toAbsolutePath();
    if (avformat_open_input(container, url, (AVInputFormat) null, (AVDictionary) null) < 0) {
      throw new UnplayableException(
          "The file " + file + " is not media that can be read: choose another, or convert it.");
    }
    AVCodecContext decoder = null;
    try {
      avformat_find_stream_info(container, (AVDictionary) null);
      int index = av_find_best_stream(container, kind.avType, -1, -1, (AVCodec) null, 0);
      if (index < 0) {
        throw new UnplayableException("The file " + file + " has no " + kind.word + ".");
      }
      for (int i = 0; i < container.nb_streams(); i++) {
        container
            .streams(i)
            .discard(i == index ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
      }
      AVStream stream = container.streams(index);
      AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
      decoder = codec == null ? null : avcodec_alloc_context3(codec);
      if (decoder == null
          || avcodec_parameters_to_context(decoder, stream.codecpar()) < 0
          || avcodec_open2(decoder.thread_count(0), codec, (AVDictionary) null) < 0) {
        throw new UnplayableException(
            "The "
                + kind.word
                + " of the file "
                + file
                + " is coded as "
                + avcodec_get_name(stream.codecpar().codec_id()).getString()
                + ", which cannot be decoded here: convert it, for example to H.264 and AAC.");
      }
      return new StreamReader(container, decoder, stream);
    } catch (UnplayableException e) {
      if (decoder != null) {
        avcodec_free_context(decoder);
      }
      avformat_close_input(container);
      throw e;
    }
  }

  private static void checkReadable(Path file) throws UnplayableException {
    if (!Files.exists(file)) {
      throw new UnplayableException(
          "There is no file " + file + ": see that its disk is there, or choose another.");
    }
    if (Files.isDirectory(file)) {
      throw new UnplayableException(file + " is a folder: choose a file in it.");
    }
    if (!Files.isReadable(file)) {
      throw new UnplayableException(
          "The file " + file + " may not be read by this user: change its permissions.");
    }
  }

  /// Decodes the next picture or block.
  ///
  /// @param frame borrowed; what it held is let go
  /// @return false at the end of the file
  boolean next(AVFrame frame) {
    while (true) {
      int result = avcodec_receive_frame(decoder, frame);
      if (result >= 0) {
        return true;
      }
      if (result != AVERROR_EAGAIN() || draining) {
        return false;
      }
      feed();
    }
  }

  private void feed() {
    if (av_read_frame(container, packet) < 0) {
      draining = true; // a file cut short ends where it is cut
      avcodec_send_packet(decoder, (AVPacket) null);
      return;
    }
    if (packet.stream_index() == stream.index()) {
      avcodec_send_packet(decoder, packet);
    }
    av_packet_unref(packet);
  }

  /// Goes on at another place, or shortly before it.
  ///
  /// @param afterStartNs after the beginning of the file, ns
  /// @return whether this file can do so
  boolean seek(long afterStartNs) {
    long us = startUs + afterStartNs / 1000;
    if (av_seek_frame(container, -1, us, AVSEEK_FLAG_BACKWARD) < 0) {
      return false;
    }
    avcodec_flush_buffers(decoder);
    draining = false;
    return true;
  }

  /// When a frame belongs, after the beginning of the file, ns.
  ///
  /// @param otherwiseNs for a frame that does not say it
  long timeNs(AVFrame frame, long otherwiseNs) {
    long pts = frame.best_effort_timestamp();
    return pts == AV_NOPTS_VALUE
        ? otherwiseNs
        : av_rescale_q(pts, stream.time_base(), NANOSECONDS) - startUs * 1000;
  }

  /// How long a picture is shown, ns.
  long durationNs(AVFrame frame) {
    if (frame.duration() > 0) {
      return av_rescale_q(frame.duration(), stream.time_base(), NANOSECONDS);
    }
    AVRational rate = stream.avg_frame_rate();
    return rate.num() > 0 ? 1_000_000_000L * rate.den() / rate.num() : 40_000_000;
  }

  /// FFmpeg's name of the coding.
  String codecName() {
    return avcodec_get_name(decoder.codec_id()).getString();
  }

  private static AVRational rational(int numerator, int denominator) {
    return new AVRational().num(numerator).den(denominator);
  }

  /// Frees file and decoder. Idempotent.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      av_packet_free(packet);
      avcodec_free_context(decoder);
      avformat_close_input(container);
    }
  }
}
