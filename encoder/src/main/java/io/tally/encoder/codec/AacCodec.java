// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.codec;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.media.AudioFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/// Which AAC-LC frames do these samples become (ISO/IEC 14496-3)?
///
/// Time is counted in samples here. A frame's pts is that of the first sample that its decoder
/// gives out, so the first one stands 1024 samples before the sound: the encoder's priming. Life:
/// [#open], [#send], [#drain] once, [#close] at any point and twice. Threads: one; the taker is
/// called on it. Failure: an `IOException`; after it only `close` is allowed.
public final class AacCodec implements AutoCloseable {
  /// Samples of one channel in an AAC frame.
  public static final int FRAME_LENGTH = 1024;

  private final CodecContext codec;
  private final AVFrame frame = av_frame_alloc();
  private final ByteBuffer config;
  private boolean closed;

  private AacCodec(CodecContext codec) throws FfmpegException {
    this.codec = codec;
    ByteBuffer extradata = codec.extradata();
    config = ByteBuffer.allocate(extradata.remaining()).put(extradata).flip();
    frame.format(AV_SAMPLE_FMT_FLTP).sample_rate(AudioFrame.SAMPLE_RATE).nb_samples(FRAME_LENGTH);
    av_channel_layout_default(frame.ch_layout(), AudioFrame.CHANNELS);
    FfmpegException.check(av_frame_get_buffer(frame, 0), "Making room for a block of sound");
  }

  /// Opens the encoder.
  ///
  /// @param bitrateBps bit/s of both channels
  /// @throws IOException naming FFmpeg's reason
  public static AacCodec open(int bitrateBps) throws IOException {
    CodecContext codec =
        CodecContext.open(
            "aac",
            Map.of("b", Integer.toString(bitrateBps), "flags", "+global_header"),
            context -> {
              context.sample_fmt(AV_SAMPLE_FMT_FLTP).sample_rate(AudioFrame.SAMPLE_RATE);
              context.time_base().num(1).den(AudioFrame.SAMPLE_RATE);
              av_channel_layout_default(context.ch_layout(), AudioFrame.CHANNELS);
            });
    return new AacCodec(codec);
  }

  /// The `AudioSpecificConfig`.
  public ByteBuffer config() {
    return config.asReadOnlyBuffer();
  }

  /// Codes one frame of samples.
  ///
  /// @param interleaved left, right, …; [#FRAME_LENGTH] of each; borrowed
  /// @param pts the first sample's time in samples; rises with every call
  /// @throws IOException when the encoder fails
  public void send(float[] interleaved, long pts, CodedTaker out) throws IOException {
    FfmpegException.check(av_frame_make_writable(frame), "Making room for a block of sound");
    for (int channel = 0; channel < AudioFrame.CHANNELS; channel++) {
      FloatBuffer plane =
          frame
              .data(channel)
              .capacity((long) FRAME_LENGTH * Float.BYTES)
              .asByteBuffer()
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      for (int i = 0; i < FRAME_LENGTH; i++) {
        plane.put(i, interleaved[i * AudioFrame.CHANNELS + channel]);
      }
    }
    frame.pts(pts);
    code(frame, out);
  }

  /// Hands out all that is still inside; after it only [#close] is allowed.
  ///
  /// @throws IOException when the encoder fails
  public void drain(CodedTaker out) throws IOException {
    code(null, out);
  }

  private void code(@Nullable AVFrame samples, CodedTaker out) throws IOException {
    codec.code(samples, packet -> give(packet, out));
  }

  private static void give(AVPacket packet, CodedTaker out) {
    byte[] data = new byte[packet.size()];
    packet.data().get(data);
    out.take(packet.pts(), packet.dts(), /* keyframe= */ true, false, ByteBuffer.wrap(data));
  }

  /// Frees everything; what is still inside is lost. Idempotent.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      codec.close();
      av_frame_free(frame);
    }
  }
}
