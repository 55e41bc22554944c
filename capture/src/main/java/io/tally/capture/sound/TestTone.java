// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.capture.sound;

import io.tally.capture.AudioSource;
import io.tally.capture.SourceState;
import io.tally.capture.media.AudioFrame;
import java.util.OptionalDouble;

/// When does the test picture flash, for the ear?
///
/// A beep of 1 kHz, 100 ms long, at -12 dBFS, at each whole second after the epoch, exact to the
/// sample: it is computed from the pts, so any block can be asked for. Threads and life as for
/// every [AudioSource]; it never fails and silence comes only before `start` and after `close`.
public final class TestTone implements AudioSource {
  /// Pitch of the beep, Hz.
  public static final int FREQUENCY_HZ = 1000;

  /// Length of the beep, ns.
  public static final long LENGTH_NS = 100_000_000;

  private static final long PERIOD_NS = 1_000_000_000;
  private static final double RAMP_NS = 2_000_000; // shorter clicks, longer hides the onset
  private static final double AMPLITUDE = Math.pow(10, -12.0 / 20);

  private final long epochNs;
  private volatile SourceState state = new SourceState.Idle();

  /// @param epochNs `MediaClock` time of a beep's first sample, ns
  public TestTone(long epochNs) {
    this.epochNs = epochNs;
  }

  @Override
  public String name() {
    return "Test tone";
  }

  @Override
  public void start() {
    if (state instanceof SourceState.Idle) {
      state = new SourceState.Running("1 kHz beep once a second at -12 dBFS");
    }
  }

  @Override
  public void read(long ptsNs, float[] interleaved) {
    boolean sounding = state instanceof SourceState.Running;
    int length = interleaved.length / AudioFrame.CHANNELS;
    for (int i = 0; i < length; i++) {
      long sinceBeepNs = Math.floorMod(ptsNs - epochNs + AudioFrame.durationNs(i), PERIOD_NS);
      float sample = sounding ? sampleAt(sinceBeepNs) : 0;
      interleaved[2 * i] = sample;
      interleaved[2 * i + 1] = sample;
    }
  }

  private static float sampleAt(long sinceBeepNs) {
    if (sinceBeepNs >= LENGTH_NS) {
      return 0;
    }
    double edgeNs = Math.min(sinceBeepNs, LENGTH_NS - sinceBeepNs);
    double envelope = edgeNs >= RAMP_NS ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * edgeNs / RAMP_NS);
    return (float)
        (AMPLITUDE * envelope * Math.sin(2 * Math.PI * FREQUENCY_HZ * sinceBeepNs / 1e9));
  }

  @Override
  public OptionalDouble driftPpm() {
    return OptionalDouble.empty();
  }

  @Override
  public SourceState state() {
    return state;
  }

  @Override
  public void close() {
    state = new SourceState.Closed();
  }
}
