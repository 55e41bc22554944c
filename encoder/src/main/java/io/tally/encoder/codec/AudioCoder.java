// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.codec;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.media.AudioFrame;
import io.tally.encoder.packet.AudioCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/// Which frames of AAC-LC (ISO/IEC 14496-3) or Opus (RFC 6716) do these samples become?
///
/// Time is counted in samples here. A frame's pts is that of the first sample that its decoder
/// gives out, so the first one stands before the sound by the encoder's priming: 1024 samples of
/// AAC, the pre-skip of Opus. Life: [#open], [#send], [#drain] once, [#close] at any point and
/// twice. Threads: one; the taker is called on it. Failure: an `IOException`; after it only `close`
/// is allowed.
public final class AudioCoder implements AutoCloseable {
  private static final int AAC_FRAME = 1024;
  private static final int OPUS_FRAME = 960; // 20 ms

  private final CodecContext codec;
  private final boolean planar;
  private final int frameLength;
  private final AVFrame frame = av_frame_alloc();
  private final ByteBuffer config;
  private boolean closed;

  private AudioCoder(CodecContext codec, AudioCodec kind) throws FfmpegException {
    this.codec = codec;
    planar = kind == AudioCodec.AAC;
    frameLength = kind == AudioCodec.AAC ? AAC_FRAME : OPUS_FRAME;
    ByteBuffer extradata = codec.extradata();
    config = ByteBuffer.allocate(extradata.remaining()).put(extradata).flip();
    frame.format(sampleFormat(kind)).sample_rate(AudioFrame.SAMPLE_RATE).nb_samples(frameLength);
    av_channel_layout_default(frame.ch_layout(), AudioFrame.CHANNELS);
    FfmpegException.check(av_frame_get_buffer(frame, 0), "Making room for a block of sound");
  }

  /// Opens the encoder.
  ///
  /// @param bitrateBps bit/s of both channels
  /// @throws IOException naming FFmpeg's reason
  public static AudioCoder open(AudioCodec kind, int bitrateBps) throws IOException {
    String bitrate = Integer.toString(bitrateBps);
    Map<String, String> options =
        switch (kind) {
          case AAC -> Map.of("b", bitrate, "flags", "+global_header");
          // Constrained: the rate holds over the time of one frame and the next.
          case OPUS ->
              Map.of(
                  "b",
                  bitrate,
                  "flags",
                  "+global_header",
                  "vbr",
                  "constrained",
                  "application",
                  "audio",
                  "frame_duration",
                  "20");
        };
    CodecContext codec =
        CodecContext.open(
            kind == AudioCodec.AAC ? "aac" : "libopus",
            options,
            context -> {
              context.sample_fmt(sampleFormat(kind)).sample_rate(AudioFrame.SAMPLE_RATE);
              context.time_base().num(1).den(AudioFrame.SAMPLE_RATE);
              av_channel_layout_default(context.ch_layout(), AudioFrame.CHANNELS);
            });
    return new AudioCoder(codec, kind);
  }

  private static int sampleFormat(AudioCodec kind) {
    return kind == AudioCodec.AAC ? AV_SAMPLE_FMT_FLTP : AV_SAMPLE_FMT_FLT;
  }

  /// Samples of one channel in a frame.
  public int frameLength() {
    return frameLength;
  }

  /// The `AudioSpecificConfig` of AAC, or the identification header of Opus.
  public ByteBuffer config() {
    return config.asReadOnlyBuffer();
  }

  /// Codes one frame of samples.
  ///
  /// @param interleaved left, right, …; [#frameLength] of each; borrowed
  /// @param pts the first sample's time in samples; rises with every call
  /// @throws IOException when the encoder fails
  public void send(float[] interleaved, long pts, CodedTaker out) throws IOException {
    FfmpegException.check(av_frame_make_writable(frame), "Making room for a block of sound");
    if (planar) {
      for (int channel = 0; channel < AudioFrame.CHANNELS; channel++) {
        FloatBuffer plane = plane(channel, frameLength);
        for (int i = 0; i < frameLength; i++) {
          plane.put(i, interleaved[i * AudioFrame.CHANNELS + channel]);
        }
      }
    } else {
      int count = frameLength * AudioFrame.CHANNELS;
      plane(0, count).put(interleaved, 0, count);
    }
    frame.pts(pts);
    code(frame, out);
  }

  private FloatBuffer plane(int index, int count) {
    return frame
        .data(index)
        .capacity((long) count * Float.BYTES)
        .asByteBuffer()
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
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
