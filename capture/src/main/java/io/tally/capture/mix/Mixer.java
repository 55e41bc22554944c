// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.mix;

import io.tally.capture.AudioSource;
import io.tally.capture.MediaClock;
import io.tally.capture.media.AudioFrame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What does the programme sound like?
///
/// Life: [#start] once, then it runs until [#close]; channels and the taker come and go at any
/// time. Time: block `n` has 1024 samples and the pts `epochNs + n * 1024 / 48000 s`. It is mixed
/// [#DELAY_NS] after that moment, when the devices have given theirs, so its pts is always true and
/// only its arrival is late. Threads: every public method from any thread; the sources are read and
/// the taker is called on the thread `mixer`, so neither may block. Loss: none. A thread that was
/// kept from running mixes every block that it owes, one after another, and counts it as late; only
/// a pause above [#LONGEST_DEBT_NS] (the machine slept) is left out. What exceeds full scale is
/// clipped plainly and counted: a softer bend would also change what does not exceed it.
public final class Mixer implements AutoCloseable {
  /// Samples of one channel in a block, the length of an AAC frame.
  public static final int BLOCK_LENGTH = 1024;

  /// How long after its pts a block is mixed, ns: a block's own length, the 20 ms that a device
  /// gathers, and what a busy machine delays a thread.
  public static final long DELAY_NS = 100_000_000;

  /// A pause longer than this is left out of the programme, ns.
  public static final long LONGEST_DEBT_NS = 10_000_000_000L;

  private static final Logger log = LoggerFactory.getLogger(Mixer.class);

  private final MediaClock clock;
  private final long epochNs;
  private final List<MixerChannel> channels = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Consumer<AudioFrame>> taker = new AtomicReference<>();
  private final Meter programme = new Meter();
  private final Thread thread;
  private volatile boolean closed;
  // Written by the mixer's thread alone.
  private volatile long late;
  private volatile long clipped;

  /// @param epochNs `MediaClock` time of block 0, ns
  public Mixer(MediaClock clock, long epochNs) {
    this.clock = clock;
    this.epochNs = epochNs;
    this.thread = Thread.ofPlatform().name("mixer").daemon().unstarted(this::run);
  }

  /// Takes a source into the mix; whoever made it starts and closes it.
  ///
  /// @return its channel, at 0 dB
  public MixerChannel add(AudioSource source) {
    MixerChannel channel = new MixerChannel(source);
    channels.add(channel);
    return channel;
  }

  /// Takes a channel out; one that is not in is ignored. The block being mixed may still read it.
  public void remove(MixerChannel channel) {
    channels.remove(channel);
  }

  /// Begins to mix with the block that is due now; earlier ones are not made.
  ///
  /// @throws IllegalThreadStateException the second time
  public void start() {
    thread.start();
  }

  /// Gives every block from now on to a taker, in place of the one before.
  ///
  /// @param taker called on the mixer's thread; must not block
  public void connect(Consumer<AudioFrame> taker) {
    this.taker.set(taker);
  }

  /// Gives the blocks to nobody; the block being mixed may still arrive.
  public void disconnect() {
    taker.set(null);
  }

  /// How loud the programme is, before it is clipped.
  public MeterReading programme() {
    return closed ? MeterReading.SILENCE : programme.reading();
  }

  /// How many samples exceeded full scale and were clipped, both channels together.
  public long clipped() {
    return clipped;
  }

  /// How many blocks were mixed more than their own length too late.
  public long late() {
    return late;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only this thread writes
  private void run() {
    long blockNs = AudioFrame.durationNs(BLOCK_LENGTH);
    long next = Math.max(0, Math.ceilDiv(clock.nowNs() - DELAY_NS - epochNs, blockNs));
    while (!closed) {
      long dueNs = ptsNs(next) + DELAY_NS;
      clock.sleepUntil(dueNs);
      if (closed) {
        return;
      }
      long behindNs = clock.nowNs() - dueNs;
      if (behindNs > LONGEST_DEBT_NS) {
        long missed = behindNs / blockNs;
        log.warn(
            "The mixer was stopped for {} s; that time has no sound.", behindNs / 1_000_000_000);
        next += missed;
      } else if (behindNs > blockNs) {
        late++;
      }
      mix(ptsNs(next));
      next++;
    }
  }

  private long ptsNs(long block) {
    return epochNs + AudioFrame.durationNs(block * BLOCK_LENGTH);
  }

  private void mix(long ptsNs) {
    float[] samples = new float[BLOCK_LENGTH * AudioFrame.CHANNELS];
    for (MixerChannel channel : channels) {
      channel.mixInto(ptsNs, samples);
    }
    programme.measure(samples);
    clip(samples);
    Consumer<AudioFrame> to = taker.get();
    if (to == null) {
      return;
    }
    try {
      to.accept(new AudioFrame(ptsNs, samples));
    } catch (RuntimeException e) {
      // The preview and the next broadcast need the mix, whatever became of this one.
      log.error("The mix is given no more to a taker that failed", e);
      taker.compareAndSet(to, null);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only this thread writes
  private void clip(float[] samples) {
    int over = 0;
    for (int i = 0; i < samples.length; i++) {
      float sample = samples[i];
      if (!(Math.abs(sample) <= 1)) {
        // A source that fails numerically must not poison the encoder: not-a-number is silence.
        samples[i] = Float.isNaN(sample) ? 0 : Math.signum(sample);
        over++;
      }
    }
    if (over > 0) {
      clipped += over;
    }
  }

  /// Stops the thread within a second; the sources stay open. Idempotent.
  @Override
  public void close() {
    closed = true;
    disconnect();
    thread.interrupt();
    if (Thread.currentThread().equals(thread)) {
      return;
    }
    try {
      thread.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
