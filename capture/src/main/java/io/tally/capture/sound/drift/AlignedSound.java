// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound.drift;

import io.tally.capture.media.AudioFrame;
import java.util.Arrays;
import java.util.OptionalDouble;

/// What did a device sound like at a moment of the media clock?
///
/// Between the device's thread, which writes at the device's pace, and the mixer's, which reads at
/// the clock's. The reading place follows the measured line: small errors are corrected by a change
/// of speed too small to hear, one above 70 ms by a jump with a short crossfade, counted. Threads:
/// [#write] and [#restart] on the device's, [#read] on the mixer's, the figures on any; nothing
/// blocks. Loss: samples not read for 2.5 s are overwritten; samples not there in time are silence,
/// faded, counted as a gap.
public final class AlignedSound {
  private static final double JUMP = AudioFrame.SAMPLE_RATE * 0.070;
  private static final int FADE = AudioFrame.SAMPLE_RATE / 200; // 5 ms
  // 3.5 cents: nobody hears it, and 10 ms are made good in 5 s.
  private static final double MAX_CORRECTION = 2e-3;
  private static final double CORRECTION_TIME = 3.0 * AudioFrame.SAMPLE_RATE;
  private static final double MAX_CHANGE = 50e-6; // of speed, from block to block
  private static final long SHORT_GAP_NS = 1_000_000_000;
  private static final long SEEK_NS = 100_000; // asked for another moment than the next one

  private final SampleRing ring = new SampleRing();
  private final SampleClock clock = new SampleClock();
  private final SincInterpolator interpolator = new SincInterpolator(ring);
  private final LateAllowance allowance = new LateAllowance();
  private final float[] before = new float[FADE * AudioFrame.CHANNELS];
  private boolean playing;
  private double place;
  private double speed = 1;
  private long expectedNs;
  private long gapOriginNs = Long.MIN_VALUE;
  private long gapNs;
  private volatile long resyncs;
  private volatile long gaps;

  /// Takes in a block; the array is the caller's again after the call.
  ///
  /// @param interleaved left, right, … at the device's 48 kHz
  /// @param length samples of one channel
  /// @param arrivalNs `MediaClock` time when the whole block was there
  public void write(float[] interleaved, int length, long arrivalNs) {
    ring.write(interleaved, length);
    clock.arrived(ring.written(), arrivalNs);
  }

  /// The device was opened anew: its clock is measured from the start.
  public void restart() {
    clock.restart();
  }

  /// Fills a block with what belongs to a moment of the clock.
  ///
  /// @param ptsNs of the block's first sample
  @SuppressWarnings("NonAtomicVolatileUpdate") // only this thread writes
  public void read(long ptsNs, float[] interleaved) {
    int length = interleaved.length / AudioFrame.CHANNELS;
    ClockLine line = clock.line();
    if (line == null) {
      fadeOut(interleaved, length);
      return;
    }
    if (!playing) {
      begin(line, ptsNs, interleaved, length);
      return;
    }
    double wanted = line.indexAt(ptsNs - allowance.ns());
    boolean seek = Math.abs(ptsNs - expectedNs) > SEEK_NS;
    boolean jump = Math.abs(wanted - place) > JUMP;
    expectedNs = ptsNs + AudioFrame.durationNs(length);
    if (seek || jump) {
      resyncs += seek ? 0 : 1;
      moveTo(line, ptsNs, interleaved, length);
      return;
    }
    steer(line, wanted);
    if (!there(place, length)) {
      gaps++;
      gapOriginNs = line.originNs();
      gapNs = ptsNs;
      fadeOut(interleaved, length);
      return;
    }
    play(interleaved, length);
    allowance.wasThere(ptsNs, ring.written() - place);
  }

  /// How much faster the device runs than the media clock, ppm; empty for the first 20 s.
  public OptionalDouble driftPpm() {
    return clock.driftPpm();
  }

  /// How often the reading place jumped, because device and clock were more than 70 ms apart.
  public long resyncs() {
    return resyncs;
  }

  /// How often samples were not there in time.
  public long gaps() {
    return gaps;
  }

  private void steer(ClockLine line, double wanted) {
    double correction =
        Math.clamp((wanted - place) / CORRECTION_TIME, -MAX_CORRECTION, MAX_CORRECTION);
    double change = line.step() + correction - speed;
    speed += Math.clamp(change, -MAX_CHANGE, MAX_CHANGE);
  }

  private void begin(ClockLine line, long ptsNs, float[] interleaved, int length) {
    speed = line.step();
    if (!there(line.indexAt(ptsNs - allowance.ns()), length)) {
      Arrays.fill(interleaved, 0);
      return;
    }
    if (line.originNs() == gapOriginNs && ptsNs - gapNs < SHORT_GAP_NS) {
      allowance.cameLate(ptsNs);
    }
    gapOriginNs = Long.MIN_VALUE;
    playing = true;
    place = line.indexAt(ptsNs - allowance.ns());
    expectedNs = ptsNs + AudioFrame.durationNs(length);
    play(interleaved, length);
    fade(interleaved, 0, FADE, 0, 1);
  }

  private void moveTo(ClockLine line, long ptsNs, float[] interleaved, int length) {
    Arrays.fill(before, 0);
    if (there(place, 0)) {
      play(before, FADE);
      fade(before, 0, FADE, 1, 0);
    }
    playing = false;
    begin(line, ptsNs, interleaved, length);
    for (int i = 0; i < before.length; i++) {
      interleaved[i] += before[i];
    }
  }

  // Plays what is left, fades its end, and is silent after it.
  private void fadeOut(float[] interleaved, int length) {
    int left = 0;
    if (playing && there(place, 0)) {
      double last = ring.written() - SincInterpolator.REACH - 1;
      left = (int) Math.clamp((last - place) / speed, FADE, length);
      play(interleaved, left);
      fade(interleaved, left - FADE, FADE, 1, 0);
    }
    Arrays.fill(interleaved, left * AudioFrame.CHANNELS, interleaved.length, 0);
    playing = false;
  }

  // Always one fade more than asked for, so that an end that comes next can be faded.
  private boolean there(double from, int length) {
    return from - SincInterpolator.REACH >= ring.oldest()
        && from + (length + FADE) * speed + SincInterpolator.REACH < ring.written();
  }

  private void play(float[] target, int length) {
    for (int i = 0; i < length; i++) {
      interpolator.sample(place, target, i * AudioFrame.CHANNELS);
      place += speed;
    }
  }

  private static void fade(float[] samples, int from, int length, float begin, float end) {
    for (int i = 0; i < length; i++) {
      double share = 0.5 - 0.5 * Math.cos(Math.PI * (i + 0.5) / length);
      float gain = (float) (begin + (end - begin) * share);
      samples[(from + i) * AudioFrame.CHANNELS] *= gain;
      samples[(from + i) * AudioFrame.CHANNELS + 1] *= gain;
    }
  }
}
