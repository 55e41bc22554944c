// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_from_string;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.avutil.av_get_sample_fmt;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;
import static org.bytedeco.ffmpeg.global.swresample.swr_set_matrix;

import io.tally.capture.media.AudioFrame;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/// What do samples of any format, rate and number of channels sound like as 48 kHz stereo?
///
/// One swresample context for one shape of input. A mono source is heard at full level on both
/// sides. Threads: one; whoever makes it uses and closes it.
public final class SoundConverter implements AutoCloseable {
  private static final double[] MONO_TO_BOTH = {1, 1};

  private final SwrContext context;
  private final PointerPointer<BytePointer> fromPlanes = new PointerPointer<>(64);
  private final PointerPointer<BytePointer> toPlane = new PointerPointer<>(1);
  private BytePointer output = new BytePointer(0);
  private float[] samples = new float[0];
  private boolean closed;

  /// @param sampleFormat FFmpeg's name of it, such as "s16" or "fltp"
  /// @param sampleRate Hz
  /// @param channels how many
  /// @param layout FFmpeg's name of what they are, such as "5.1"; empty for what is usual for so
  ///   many
  /// @throws FfmpegException when swresample cannot convert that
  public SoundConverter(String sampleFormat, int sampleRate, int channels, String layout)
      throws FfmpegException {
    Ffmpeg.load();
    String shape = channels + " channels of " + sampleFormat + " at " + sampleRate + " Hz";
    context = new SwrContext(null);
    try (AVChannelLayout from = new AVChannelLayout();
        AVChannelLayout stereo = new AVChannelLayout()) {
      if (layout.isEmpty() || av_channel_layout_from_string(from, layout) < 0) {
        av_channel_layout_default(from, channels);
      }
      av_channel_layout_default(stereo, AudioFrame.CHANNELS);
      int result =
          swr_alloc_set_opts2(
              context,
              stereo,
              AV_SAMPLE_FMT_FLT,
              AudioFrame.SAMPLE_RATE,
              from,
              av_get_sample_fmt(sampleFormat),
              sampleRate,
              0,
              null);
      if (result >= 0 && channels == 1) {
        result = swr_set_matrix(context, MONO_TO_BOTH, 1);
      }
      av_channel_layout_uninit(from);
      if (result >= 0) {
        result = swr_init(context);
      }
      if (result < 0) {
        close();
      }
      FfmpegException.check(result, "Converting " + shape + " to 48 kHz stereo");
    }
  }

  /// Converts a block; the result is in [#samples] until the next call.
  ///
  /// @param planes borrowed: one of interleaved samples, or one for each channel
  /// @param length samples of one channel; 0 gives what the resampler still holds
  /// @return samples of one channel that came out
  /// @throws FfmpegException when swresample fails
  public int convert(List<MemorySegment> planes, int length) throws FfmpegException {
    int room = FfmpegException.check(swr_get_out_samples(context, length), "Converting sound");
    if (room * AudioFrame.CHANNELS > samples.length) {
      samples = new float[room * AudioFrame.CHANNELS];
      output.close();
      output = new BytePointer((long) samples.length * Float.BYTES);
      toPlane.put(0, output);
    }
    for (int i = 0; i < planes.size(); i++) {
      fromPlanes.put(i, new Address(planes.get(i).address()));
    }
    int made =
        FfmpegException.check(
            swr_convert(context, toPlane, room, length == 0 ? null : fromPlanes, length),
            "Converting sound");
    output
        .asByteBuffer()
        .order(java.nio.ByteOrder.nativeOrder())
        .asFloatBuffer()
        .get(samples, 0, made * AudioFrame.CHANNELS);
    return made;
  }

  /// What [#convert] gave: left, right, left, right, …
  public float[] samples() {
    return samples;
  }

  /// Frees the context. Idempotent.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      swr_free(context);
      fromPlanes.close();
      toPlane.close();
      output.close();
    }
  }

  // A place in memory that somebody else owns.
  private static final class Address extends Pointer {
    Address(long address) {
      this.address = address;
    }
  }
}
