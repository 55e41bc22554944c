// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.govern;

/// At which bit rate are pictures to be coded, so that a line carries all of them?
///
/// Lowers before anything is dropped: when the line falls behind, at once to what it really drains,
/// less what clears the queue. Raises carefully: a step, a look whether the line falls behind, a
/// larger step; beside a rate that failed it waits longer and steps less. Pure but for what it
/// remembers of earlier samples; time comes with them, and there is no thread. Ask it several times
/// a second, always from one thread.
public final class BitrateGovernor {
  private static final long MS = 1_000_000;

  // A line that was busy for so long and drained less than was sent has become slower; a keyframe
  // that merely takes its time drains at the line's full rate.
  private static final long COLLAPSE_WINDOW_NS = 300 * MS;
  private static final long COLLAPSE_LAG_NS = 150 * MS;
  private static final double COLLAPSE_SHARE = 0.7;
  // Longer than the usual time between keyframes, whose bursts pass.
  private static final long STANDING_WINDOW_NS = 2_200 * MS;
  private static final long STANDING_LAG_NS = 120 * MS;
  private static final long LARGE_LAG_NS = 600 * MS;

  private static final long DRAIN_WINDOW_NS = 500 * MS;
  private static final long CLEAR_LAG_NS = 60 * MS;
  private static final long CLEAR_IN_S = 4;
  private static final long EASE_EVERY_NS = 300 * MS;
  private static final double USED_SHARE = 0.92;
  private static final double LEAST_SHARE = 0.4;
  private static final double LEAST_FALL = 0.3;
  private static final double LEAST_EASE = 0.7;

  private static final long STEP_NS = 1_000 * MS;
  private static final long CAREFUL_NS = 3_000 * MS;
  // Less, since the encoder takes a while to follow; as long as most keyframes are apart.
  private static final long PROOF_NS = 2_000 * MS;
  private static final long FIRST_WAIT_NS = 4_000 * MS;
  private static final long LONGEST_WAIT_NS = 8_000 * MS;
  private static final double PAST_FAILED = 1.03;
  private static final double PROVEN = 1.01;
  private static final double FIRST_STEP = 1.10;
  private static final double STEP_GROWTH = 0.05;
  private static final double LONGEST_STEP = 1.25;

  private enum Mood {
    STEADY,
    PROBING,
    EASING
  }

  private final GovernorLimits limits;
  private final LagMeter meter = new LagMeter();
  private Mood mood = Mood.STEADY;
  private int rateBps;
  private int safeBps;
  private long failedBps = Long.MAX_VALUE;
  private long nextNs = Long.MIN_VALUE;
  private long waitNs = FIRST_WAIT_NS;
  private long lagBeforeNs;
  private int successes;
  private long droppedPictures;

  /// Begins at the ceiling.
  public BitrateGovernor(GovernorLimits limits) {
    this.limits = limits;
    this.rateBps = limits.ceilingBps();
    this.safeBps = rateBps;
  }

  /// The bit rate for pictures from now on, bit/s.
  public int advise(LineSample sample) {
    var dropped = sample.droppedPictures() > droppedPictures;
    droppedPictures = sample.droppedPictures();
    if (!sample.live()) {
      meter.clear();
      // The next line is likely to be as the last; it is tried out after a while.
      rest(sample.nowNs());
      return rateBps;
    }
    meter.add(sample);
    switch (mood) {
      case EASING -> ease(sample.nowNs());
      case STEADY, PROBING -> {
        if (dropped || isBehind()) {
          fallBack(sample.nowNs());
        } else if (mood == Mood.PROBING && sample.nowNs() >= nextNs) {
          judge(sample.nowNs());
        } else if (mood == Mood.STEADY && sample.nowNs() >= nextNs) {
          probe(sample.nowNs());
        }
      }
    }
    return rateBps;
  }

  private boolean isBehind() {
    var collapsed =
        meter.lagNs() > COLLAPSE_LAG_NS
            && meter.leastLagNs(COLLAPSE_WINDOW_NS) > CLEAR_LAG_NS / 2
            && meter.drainedBps(COLLAPSE_WINDOW_NS) < COLLAPSE_SHARE * total(rateBps);
    return collapsed
        || meter.leastLagNs(STANDING_WINDOW_NS) > STANDING_LAG_NS
        || meter.lagNs() > LARGE_LAG_NS;
  }

  /// The line is full: what it drains now is what it can.
  private void fallBack(long nowNs) {
    if (mood == Mood.PROBING) {
      waitNs = Math.min(waitNs * 3 / 2, LONGEST_WAIT_NS);
    } else {
      waitNs = FIRST_WAIT_NS;
    }
    mood = Mood.EASING;
    successes = 0;
    nextNs = nowNs + EASE_EVERY_NS;
    follow(drainedBps(COLLAPSE_WINDOW_NS, LEAST_FALL));
  }

  private void ease(long nowNs) {
    if (nowNs < nextNs) {
      return;
    }
    if (meter.lagNs() < CLEAR_LAG_NS) {
      set((long) (failedBps * USED_SHARE));
      rest(nowNs);
      return;
    }
    nextNs = nowNs + EASE_EVERY_NS;
    follow(drainedBps(DRAIN_WINDOW_NS, LEAST_EASE));
  }

  /// What the line drains. SRT acknowledges nothing behind a packet that is still missing, so that
  /// on a full line the acknowledgements stand still for a while, though most arrives.
  ///
  /// @param least of the present rate, that it is not taken to be below
  private long drainedBps(long windowNs, double least) {
    var measured = meter.drainedBps(windowNs);
    return meter.acknowledgesInOrder()
        ? Math.max(measured, Math.round(least * total(rateBps)))
        : measured;
  }

  private void follow(long drainedBps) {
    failedBps = Math.max(drainedBps, total(limits.floorBps()));
    // What waits must go beside what comes.
    var clearing = drainedBps * (double) meter.lagNs() / (CLEAR_IN_S * 1000 * MS);
    set((long) Math.max(drainedBps * USED_SHARE - clearing, drainedBps * LEAST_SHARE));
  }

  private void rest(long nowNs) {
    mood = Mood.STEADY;
    safeBps = rateBps;
    nextNs = nowNs + waitNs;
  }

  private void probe(long nowNs) {
    // Pictures that need less than they may tell nothing of the line.
    if (rateBps >= limits.ceilingBps() || meter.drainedBps(STANDING_WINDOW_NS) < rateBps / 2) {
      nextNs = nowNs + STEP_NS;
      return;
    }
    safeBps = rateBps;
    lagBeforeNs = meter.leastLagNs(DRAIN_WINDOW_NS);
    var step = Math.min(FIRST_STEP + STEP_GROWTH * successes, LONGEST_STEP);
    var wanted = (long) (total(rateBps) * step);
    var careful = total(rateBps) < failedBps && wanted >= failedBps * USED_SHARE;
    set(careful ? (long) (failedBps * PAST_FAILED) : wanted);
    mood = Mood.PROBING;
    nextNs = nowNs + (careful ? CAREFUL_NS : STEP_NS);
  }

  private void judge(long nowNs) {
    if (meter.leastLagNs(DRAIN_WINDOW_NS) > lagBeforeNs + CLEAR_LAG_NS) {
      fallBack(nowNs);
      return;
    }
    if (failedBps < total(rateBps)) {
      // So little above what failed a queue grows slowly: what arrived is the better witness,
      // unless
      // all arrived that there was. Silence and easy pictures need less than they may.
      var drained = meter.drainedBps(PROOF_NS);
      if (drained < failedBps * PROVEN && drained * PROVEN < meter.offeredBps(PROOF_NS)) {
        set(total(safeBps));
        rest(nowNs);
        return;
      }
      failedBps = Long.MAX_VALUE;
      waitNs = FIRST_WAIT_NS;
    }
    successes++;
    mood = Mood.STEADY;
    probe(nowNs);
  }

  private long total(int picturesBps) {
    return (long) picturesBps + limits.soundBps();
  }

  /// @param totalBps pictures and sound
  private void set(long totalBps) {
    rateBps = Math.clamp(totalBps - limits.soundBps(), limits.floorBps(), limits.ceilingBps());
  }
}
