// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.sound;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// When does a block of sound leave for the device, so that it is heard at its time?
///
/// Silence fills holes, what is too late is cut off, and the clock is told what is heard. Without a
/// device a [SilentLine] takes its place, with a note. Life: [#play] any number of times, [#close].
/// Threads: `play` on the thread `decode-audio`, where the device is opened with the first block;
/// the rest from any. `play` waits while the clock stands and while the device is full.
public final class SoundOutput implements AutoCloseable {
  private static final long TOLERANCE_NS = 30_000_000L;
  private static final long LONGEST_SILENCE_NS = 10_000_000_000L;
  private static final int SILENCE_FRAMES = SoundLine.RATE / 50;

  private final Speaker speaker;
  private final PlaybackClock clock;
  private final Consumer<String> notes;
  private final Object opening = new Object();
  private volatile OptionalLong waitingPtsNs = OptionalLong.empty();
  private volatile boolean audible;
  private volatile boolean closed;
  private SoundLine line = new SilentLine();
  private boolean opened;

  private final AtomicLong lateNs = new AtomicLong();

  // On decode-audio only.
  private long written;
  private long lineEndNs;
  private int clockStarts = -1;
  private double rate = 1;
  private final RateChange speed = new RateChange();

  /// @param notes told in a sentence when there is no device
  public SoundOutput(Speaker speaker, PlaybackClock clock, Consumer<String> notes) {
    this.speaker = speaker;
    this.clock = clock;
    this.notes = notes;
  }

  /// Plays a block.
  ///
  /// @param ptsNs run time of its first sample
  /// @param pcm as [SoundLine] takes it; written to
  public void play(long ptsNs, byte[] pcm) throws InterruptedException {
    openOnce();
    waitingPtsNs = OptionalLong.of(ptsNs);
    if (!clock.awaitRunning()) {
      return;
    }
    waitingPtsNs = OptionalLong.empty();
    speaker.tap().offer(ptsNs, pcm);
    rate = clock.rate();
    long queued = written - line.playedFrames();
    if (queued <= 0 || clockStarts != clock.starts()) {
      clockStarts = clock.starts();
      lineEndNs = clock.nowNs() + runNs(Math.max(0, queued));
    }
    long gapNs = ptsNs - lineEndNs;
    if (gapNs > TOLERANCE_NS) {
      silence((int) (frames(Math.min(gapNs, LONGEST_SILENCE_NS)) / rate));
    }
    int late = gapNs < -TOLERANCE_NS ? frames(-gapNs) * SoundLine.FRAME_BYTES : 0;
    lateNs.addAndGet(durationNs(Math.min(late, pcm.length) / SoundLine.FRAME_BYTES));
    if (late >= pcm.length) {
      return;
    }
    amplify(pcm, speaker.volume().gain());
    byte[] changed = speed.convert(pcm, late, pcm.length - late, rate);
    write(changed, 0, changed.length);
    lineEndNs = ptsNs + durationNs(pcm.length / SoundLine.FRAME_BYTES);
    tellClock();
  }

  /// How much sound came too late and was cut off so far, ns.
  public long lateNs() {
    return lateNs.get();
  }

  private void openOnce() {
    synchronized (opening) {
      if (opened || closed) {
        return;
      }
      opened = true;
    }
    try {
      SoundLine made = speaker.device().open();
      synchronized (opening) {
        line = made;
        audible = !(made instanceof SilentLine);
        if (closed) {
          made.close();
        }
      }
    } catch (SoundException e) {
      notes.accept(String.valueOf(e.getMessage()));
    }
  }

  private void silence(int frames) {
    byte[] nothing = new byte[SILENCE_FRAMES * SoundLine.FRAME_BYTES];
    for (int left = frames; left > 0 && !closed; left -= SILENCE_FRAMES) {
      int now = Math.min(left, SILENCE_FRAMES);
      write(nothing, 0, now * SoundLine.FRAME_BYTES);
      lineEndNs += runNs(now);
      tellClock();
      if (!clock.isRunning()) {
        return; // the picture ran dry meanwhile: all begins anew
      }
    }
  }

  private void write(byte[] pcm, int offset, int length) {
    if (!closed) {
      line.write(pcm, offset, length);
      written += length / SoundLine.FRAME_BYTES;
    }
  }

  private void tellClock() {
    clock.heard(lineEndNs - runNs(written - line.playedFrames()));
  }

  private static void amplify(byte[] pcm, float gain) {
    if (gain == 1f) {
      return;
    }
    for (int i = 0; i + 1 < pcm.length; i += 2) {
      int sample = (short) ((pcm[i] & 0xff) | (pcm[i + 1] << 8));
      int scaled = Math.round(sample * gain);
      pcm[i] = (byte) scaled;
      pcm[i + 1] = (byte) (scaled >> 8);
    }
  }

  /// How much of the stream's time so many frames in the device are.
  private long runNs(long frames) {
    return (long) (durationNs(frames) * rate);
  }

  private static long durationNs(long frames) {
    return frames * 1_000_000_000L / SoundLine.RATE;
  }

  private static int frames(long ns) {
    return (int) (ns * SoundLine.RATE / 1_000_000_000L);
  }

  /// The pts of the block that waits for the clock to go; empty while none waits.
  public OptionalLong waitingPtsNs() {
    return waitingPtsNs;
  }

  /// Whether a real device plays.
  public boolean isAudible() {
    return audible;
  }

  /// Silences at once and frees the device. Idempotent.
  @Override
  public void close() {
    synchronized (opening) {
      closed = true;
      line.close();
    }
  }
}
