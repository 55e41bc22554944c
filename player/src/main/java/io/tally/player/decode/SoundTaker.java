// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.decode;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.player.sound.SoundOutput;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/// When has all of the decoded sound been given to the output?
///
/// Threads: the taker's methods on `decode-audio`, the rest from any.
public final class SoundTaker {
  private final SoundOutput output;
  private final Resampler resampler = new Resampler();
  private long fromNs = Long.MIN_VALUE; // on decode-audio only
  private volatile boolean finished;

  /// @param output stays the caller's
  public SoundTaker(SoundOutput output) {
    this.output = output;
  }

  /// What the decoder gives its blocks to.
  DecodeLoop.FrameTaker taker() {
    return new DecodeLoop.FrameTaker() {
      @Override
      public void accept(AVFrame borrowed) throws InterruptedException, FfmpegException {
        if (borrowed.best_effort_timestamp() < fromNs) {
          return;
        }
        output.play(borrowed.best_effort_timestamp(), resampler.convert(borrowed));
      }

      @Override
      public void from(long runNs) {
        fromNs = runNs;
      }

      @Override
      public void end() {
        finished = true;
      }

      @Override
      public void close() {
        resampler.close();
      }
    };
  }

  /// Whether the last sample has been given away.
  public boolean isFinished() {
    return finished;
  }
}
