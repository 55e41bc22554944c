// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.codec;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;

import io.tally.capture.ffmpeg.Ffmpeg;
import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.media.Luma;
import io.tally.capture.media.VideoFrame;
import io.tally.encoder.bitstream.AccessUnit;
import io.tally.encoder.bitstream.Bitstream;
import io.tally.encoder.option.CodingRequest;
import io.tally.encoder.option.VideoOptions;
import io.tally.encoder.packet.VideoCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/// Which access units do these pictures become?
///
/// Time is counted in frames here: a tick is `perSeconds / frames` seconds, so no rate is rounded.
/// Life: [#open], then [#draw] and [#send] in turn (a `send` without a `draw` codes the last
/// picture again, unconverted), [#drain] once, [#close] at any point and twice. Threads: one; the
/// taker is called on it. Failure: an `IOException`; after it only `close` is allowed.
public final class VideoCoder implements AutoCloseable {
  private final VideoOptions options;
  private final EncoderPicture picture;
  private final @Nullable HardwareFrames hardware;
  private final CodecContext codec;
  private final Bitstream bitstream;
  private final ByteBuffer config;
  private boolean closed;

  private VideoCoder(
      VideoOptions options,
      CodingRequest request,
      @Nullable HardwareFrames hardware,
      CodecContext codec)
      throws IOException {
    this.options = options;
    this.hardware = hardware;
    this.codec = codec;
    bitstream = Bitstream.of(options.codec());
    config = configOf(options, codec, bitstream);
    picture = new EncoderPicture(options.input(), request.width(), request.height());
  }

  /// Opens the encoder; hardware ones for the first time in a process may take a second.
  ///
  /// @param logShift added to the level of what FFmpeg logs about it, so that a mere try is quiet
  /// @throws IOException naming the encoder and FFmpeg's reason
  public static VideoCoder open(VideoOptions options, CodingRequest request, int logShift)
      throws IOException {
    Ffmpeg.load();
    if (options == VideoOptions.SVT_AV1) {
      SvtLog.quiet();
    }
    HardwareFrames hardware =
        options.wantsUpload() ? new HardwareFrames(request.width(), request.height()) : null;
    CodecContext codec = null;
    try {
      codec =
          CodecContext.open(
              options.encoderName(),
              options.values(request),
              context -> shape(context, options, request, hardware, logShift));
      return new VideoCoder(options, request, hardware, codec);
    } catch (IOException | RuntimeException e) {
      if (codec != null) {
        codec.close();
      }
      if (hardware != null) {
        hardware.close();
      }
      throw e;
    }
  }

  /// Whether this build of FFmpeg has the encoder; that says nothing about the machine.
  ///
  /// @throws FfmpegException when FFmpeg itself is missing
  public static boolean isBuiltIn(VideoOptions options) throws FfmpegException {
    Ffmpeg.load();
    return avcodec_find_encoder_by_name(options.encoderName()) != null;
  }

  private static void shape(
      AVCodecContext context,
      VideoOptions options,
      CodingRequest request,
      @Nullable HardwareFrames hardware,
      int logShift) {
    context
        .log_level_offset(logShift)
        .width(request.width())
        .height(request.height())
        .pix_fmt(EncoderPicture.avFormat(options.input()));
    context.framerate().num(request.rate().frames()).den(request.rate().perSeconds());
    context.time_base().num(request.rate().perSeconds()).den(request.rate().frames());
    context.sample_aspect_ratio().num(1).den(1);
    if (hardware != null) {
      hardware.attach(context);
    }
  }

  private static ByteBuffer configOf(VideoOptions options, CodecContext codec, Bitstream bitstream)
      throws IOException {
    try {
      return bitstream.config(codec.extradata());
    } catch (IOException e) {
      throw new IOException(
          "The encoder " + options.encoderName() + " cannot be used: " + e.getMessage(), e);
    }
  }

  /// How the packets are coded.
  public VideoCodec codec() {
    return options.codec();
  }

  /// The decoder configuration record.
  public ByteBuffer config() {
    return config.asReadOnlyBuffer();
  }

  /// Converts the picture that the next [#send] codes.
  ///
  /// @param source borrowed; any size and format
  /// @throws IOException when it cannot be converted
  public void draw(VideoFrame source) throws IOException {
    picture.draw(source);
  }

  /// Whether there is a picture to send.
  public boolean drawn() {
    return picture.drawn();
  }

  /// A copy of the picture that [#send] codes, as the encoder sees it; empty before the first.
  public Optional<Luma> luma() {
    return picture.luma();
  }

  /// Codes the picture last drawn.
  ///
  /// @param pts its time in ticks; rises with every call
  /// @param keyframe make it one that decoding can start at
  /// @throws IOException when the encoder fails
  public void send(long pts, boolean keyframe, CodedTaker out) throws IOException {
    AVFrame frame = picture.frame();
    frame.pts(pts).duration(1).pict_type(keyframe ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
    code(hardware == null ? frame : hardware.upload(frame), out);
  }

  /// Hands out all that is still inside; after it only [#close] is allowed.
  ///
  /// @throws IOException when the encoder fails
  public void drain(CodedTaker out) throws IOException {
    code(null, out);
  }

  private void code(@Nullable AVFrame frame, CodedTaker out) throws IOException {
    codec.code(frame, packet -> give(packet, out));
  }

  private void give(AVPacket packet, CodedTaker out) throws IOException {
    AccessUnit unit = bitstream.read(packet.data().capacity(packet.size()).asByteBuffer());
    out.take(packet.pts(), packet.dts(), unit.keyframe(), unit.disposable(), unit.data());
  }

  /// Asks for another constant bit rate, with a buffer of one second, from the next frame on.
  ///
  /// @return false when this encoder cannot change it while it runs
  public boolean setBitrate(int bitrateBps) {
    if (options.canChangeBitrate()) {
      // The wrappers of libx264, NVENC and QSV compare these fields with what they last told the
      // encoder, at every frame.
      codec.context().bit_rate(bitrateBps).rc_max_rate(bitrateBps).rc_buffer_size(bitrateBps);
    }
    return options.canChangeBitrate();
  }

  /// Frees everything; what is still inside is lost. Idempotent.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    codec.close();
    picture.close();
    if (hardware != null) {
      hardware.close();
    }
  }
}
