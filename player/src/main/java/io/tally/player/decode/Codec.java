// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.decode;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import io.tally.capture.ffmpeg.FfmpegException;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/// Which raw frames does a track's packet become?
///
/// Times go in and come out in ns; pictures lie in memory, also those that a graphics card decoded.
/// Threads: one; whoever opens it uses and closes it.
final class Codec implements AutoCloseable {
  // A thread decodes 720p at 30 fps with a tenth of its time; each one more holds back a picture.
  private static final int THREADS = 2;
  private static final int THREADS_ABOVE_HD = 4;
  private static final int HD_PIXELS = 1920 * 1088;

  /// What [#by] says of the processor.
  static final String SOFTWARE = "FFmpeg";

  private final AVCodecContext context;
  private final Optional<GraphicsCard> card;
  private boolean byCard;

  private Codec(AVCodecContext context, Optional<GraphicsCard> card) {
    this.context = context;
    this.card = card;
  }

  /// @param card what is to decode, where it can
  /// @throws FfmpegException when there is no decoder for this, or it refuses
  static Codec open(AVCodecParameters parameters, Optional<GraphicsCard> card)
      throws FfmpegException {
    String doing = "Opening a decoder for " + avcodec_get_name(parameters.codec_id()).getString();
    AVCodec decoder = avcodec_find_decoder(parameters.codec_id());
    if (decoder == null || decoder.isNull()) {
      throw FfmpegException.refused(doing);
    }
    AVCodecContext made = avcodec_alloc_context3(decoder);
    try (AVRational ns = new AVRational()) {
      FfmpegException.check(avcodec_parameters_to_context(made, parameters), doing);
      made.pkt_timebase(ns.num(1).den(1_000_000_000));
      long pixels = (long) parameters.width() * parameters.height();
      made.thread_count(
          Math.min(
              pixels > HD_PIXELS ? THREADS_ABOVE_HD : THREADS,
              Runtime.getRuntime().availableProcessors()));
      Optional<GraphicsCard> lent = card.filter(one -> one.lend(decoder, made));
      FfmpegException.check(avcodec_open2(made, decoder, (AVDictionary) null), doing);
      return new Codec(made, lent);
    } catch (FfmpegException e) {
      avcodec_free_context(made);
      throw e;
    }
  }

  /// Gives it a packet; null says that nothing follows.
  ///
  /// @throws FfmpegException when the packet is damaged; the next one may be good
  void send(@Nullable AVPacket borrowed) throws FfmpegException {
    int result = avcodec_send_packet(context, borrowed);
    if (result != AVERROR_EOF) {
      FfmpegException.check(result, "Decoding a packet");
    }
  }

  /// Takes the next frame out; false when it wants another packet first.
  boolean receive(AVFrame into) throws FfmpegException {
    int result = avcodec_receive_frame(context, into);
    if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
      return false;
    }
    FfmpegException.check(result, "Decoding a frame");
    byCard = GraphicsCard.holds(into);
    if (byCard) {
      GraphicsCard.fetch(into);
    }
    return true;
  }

  /// What decoded the last frame: `FFmpeg`, or a way to the graphics card.
  String by() {
    return byCard ? card.flatMap(GraphicsCard::name).orElse(SOFTWARE) : SOFTWARE;
  }

  /// Whether it was given a graphics card, which may be what fails.
  boolean hasCard() {
    return card.isPresent();
  }

  /// Whether another one of the same codec could be given it.
  boolean couldHave(GraphicsCard other) {
    return other.decodes(context.codec());
  }

  /// Frees the decoder. Idempotent.
  @Override
  public void close() {
    if (!context.isNull()) {
      avcodec_free_context(context);
      context.setNull();
    }
  }
}
