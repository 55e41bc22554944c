// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.decode;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_compare;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.player.sound.SoundLine;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/// How does a decoded block sound at 48 kHz, two channels and 16 bits?
///
/// Keeps one swresample context, remade when the stream's sound changes shape. Threads: one;
/// whoever makes it uses and closes it.
final class Resampler implements AutoCloseable {
  private static final int CHANNELS = 2;

  private final AVChannelLayout stereo = new AVChannelLayout();
  private final AVChannelLayout fromLayout = new AVChannelLayout();
  private final PointerPointer<BytePointer> target = new PointerPointer<>(1);
  private @Nullable SwrContext context;
  private BytePointer memory = new BytePointer(0L);
  private int fromRate;
  private int fromFormat;
  private boolean closed;

  Resampler() {
    av_channel_layout_default(stereo, CHANNELS);
  }

  /// Converts a block.
  ///
  /// @param block borrowed
  /// @return as [SoundLine] takes it; the caller's
  /// @throws FfmpegException when swresample cannot convert from this
  byte[] convert(AVFrame block) throws FfmpegException {
    SwrContext swr = contextFor(block);
    int most = swr_get_out_samples(swr, block.nb_samples());
    if (memory.capacity() < (long) most * SoundLine.FRAME_BYTES) {
      memory.deallocate();
      memory = new BytePointer((long) most * SoundLine.FRAME_BYTES);
      target.put(0, memory);
    }
    int made =
        FfmpegException.check(
            swr_convert(swr, target, most, block.extended_data(), block.nb_samples()),
            "Resampling sound of " + block.sample_rate() + " Hz");
    byte[] pcm = new byte[made * SoundLine.FRAME_BYTES];
    memory.position(0).get(pcm);
    return pcm;
  }

  private SwrContext contextFor(AVFrame block) throws FfmpegException {
    SwrContext current = context;
    if (current != null
        && fromRate == block.sample_rate()
        && fromFormat == block.format()
        && av_channel_layout_compare(fromLayout, block.ch_layout()) == 0) {
      return current;
    }
    release();
    SwrContext made = new SwrContext(null);
    String doing = "Opening a resampler from " + block.sample_rate() + " Hz";
    FfmpegException.check(
        swr_alloc_set_opts2(
            made,
            stereo,
            AV_SAMPLE_FMT_S16,
            SoundLine.RATE,
            block.ch_layout(),
            block.format(),
            block.sample_rate(),
            0,
            null),
        doing);
    context = made;
    FfmpegException.check(swr_init(made), doing);
    fromRate = block.sample_rate();
    fromFormat = block.format();
    FfmpegException.check(av_channel_layout_copy(fromLayout, block.ch_layout()), doing);
    return made;
  }

  private void release() {
    SwrContext current = context;
    if (current != null) {
      swr_free(current);
      context = null;
    }
  }

  /// Frees the context. Idempotent.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    release();
    av_channel_layout_uninit(fromLayout);
    memory.deallocate();
    target.close();
    stereo.close();
    fromLayout.close();
  }
}
