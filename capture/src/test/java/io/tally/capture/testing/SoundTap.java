// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.testing;

import io.tally.capture.AudioSource;
import io.tally.capture.MediaClock;
import io.tally.capture.media.AudioFrame;
import io.tally.capture.mix.Mixer;
import io.tally.capture.mix.MixerChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What does a source sound like through the real mixer, in real time?
///
/// Owns the source. Threads: any.
public final class SoundTap implements AutoCloseable {
  private final AudioSource source;
  private final Mixer mixer;
  private final MixerChannel channel;
  private final List<AudioFrame> heard = new ArrayList<>();

  /// Starts the source and the mixer.
  public SoundTap(AudioSource source, MediaClock clock) {
    this.source = source;
    this.mixer = new Mixer(clock, clock.nowNs());
    this.channel = mixer.add(source);
    mixer.connect(this::accept);
    source.start();
    mixer.start();
  }

  private synchronized void accept(AudioFrame frame) {
    heard.add(frame);
    notifyAll();
  }

  /// The source's channel.
  public MixerChannel channel() {
    return channel;
  }

  /// When the first sample of the last [#record] belongs, `MediaClock` ns.
  public synchronized long firstPtsNs() {
    return heard.getFirst().ptsNs();
  }

  /// The left channel of the next seconds.
  public synchronized float[] record(int seconds) throws InterruptedException {
    int blocks = Math.ceilDiv(seconds * AudioFrame.SAMPLE_RATE, Mixer.BLOCK_LENGTH);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds + 20L);
    heard.clear();
    while (heard.size() < blocks) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (leftMs <= 0) {
        throw new IllegalStateException(
            "The mixer gave " + heard.size() + " of " + blocks + " blocks");
      }
      wait(leftMs);
    }
    float[] left = new float[blocks * Mixer.BLOCK_LENGTH];
    for (int i = 0; i < left.length; i++) {
      AudioFrame frame = heard.get(i / Mixer.BLOCK_LENGTH);
      left[i] = frame.samples()[i % Mixer.BLOCK_LENGTH * AudioFrame.CHANNELS];
    }
    return left;
  }

  @Override
  public void close() {
    mixer.close();
    source.close();
  }
}
