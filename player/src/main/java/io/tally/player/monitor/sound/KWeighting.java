// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor.sound;

/// How loud does a sample seem to an ear (ITU-R BS.1770-5, annex 1)?
///
/// The two filters of the recommendation at 48 kHz, for one channel. Threads: one.
final class KWeighting {
  // Annex 1, tables 1 and 2: what a head does, and an ear's deafness to low tones.
  private final Biquad head =
      new Biquad(
          1.53512485958697,
          -2.69169618940638,
          1.19839281085285,
          -1.69065929318241,
          0.73248077421585);
  private final Biquad ear = new Biquad(1, -2, 1, -1.99004745483398, 0.99007225036621);

  double next(double sample) {
    return ear.next(head.next(sample));
  }

  private static final class Biquad {
    // Below it a number is as good as none, and what fades out gets slow where it is denormal.
    private static final double NOTHING = 1e-30;

    private final double b0;
    private final double b1;
    private final double b2;
    private final double a1;
    private final double a2;
    private double s1;
    private double s2;

    private Biquad(double b0, double b1, double b2, double a1, double a2) {
      this.b0 = b0;
      this.b1 = b1;
      this.b2 = b2;
      this.a1 = a1;
      this.a2 = a2;
    }

    private double next(double in) {
      double out = b0 * in + s1;
      s1 = b1 * in - a1 * out + s2;
      s2 = b2 * in - a2 * out;
      if (Math.abs(s2) < NOTHING && Math.abs(s1) < NOTHING) {
        s1 = 0;
        s2 = 0;
      }
      return out;
    }
  }
}
