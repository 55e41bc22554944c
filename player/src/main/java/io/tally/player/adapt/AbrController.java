// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.adapt;

import io.tally.player.adapt.Decision.Cause;
import io.tally.player.adapt.Decision.Rejected;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/// Which variant is loaded from here on?
///
/// Remembers what the rules need between two segments: what the line carries, what was barred and
/// until when, what a person wishes, how large the picture is shown. Threads: any.
public final class AbrController {
  private static final long BARRED_NS = 60_000_000_000L;
  private static final long UNSMOOTH_NS = 60_000_000_000L;
  private static final int FEWEST_PICTURES = 50;
  private static final double MANY_DROPPED = 0.2;

  /// The moment at which a segment is about to be loaded.
  ///
  /// @param mediaSequence its number
  /// @param bufferNs media that is loaded and not shown
  /// @param segmentNs what is loaded at a time
  /// @param live more cannot be loaded than there is
  public record Moment(long mediaSequence, long bufferNs, long segmentNs, boolean live) {}

  /// How far a load is.
  ///
  /// @param bytes that came so far
  /// @param expectedBytes of the whole; 0 while unknown
  /// @param elapsedNs since the request
  /// @param firstByteNs of that, until the answer began
  public record Progress(long bytes, long expectedBytes, long elapsedNs, long firstByteNs) {}

  private record Bar(String why, long untilNs) {}

  private final List<Rung> ladder;
  private final Bandwidth bandwidth;
  private final DecisionHistory history;
  private final LongSupplier nanoTime;
  private final Map<Integer, Bar> bars = new HashMap<>();
  private OptionalInt current = OptionalInt.empty();
  private OptionalInt manual = OptionalInt.empty();
  private int shownHeight;
  private int smoothHeight = Integer.MAX_VALUE;
  private long unsmoothUntilNs;
  private long lastDownNs;
  private long countedShown;
  private long countedDropped;

  /// @param ladder at least one
  /// @param bandwidth may know the line from the stream before
  /// @param nanoTime as `System.nanoTime`
  public AbrController(
      List<Rung> ladder, Bandwidth bandwidth, DecisionHistory history, LongSupplier nanoTime) {
    this.ladder = List.copyOf(ladder);
    this.bandwidth = bandwidth;
    this.history = history;
    this.nanoTime = nanoTime;
    lastDownNs = nanoTime.getAsLong() - Long.MAX_VALUE / 2;
  }

  /// For what offers no choice.
  public static AbrController only() {
    return new AbrController(
        List.of(Rung.ONLY), new Bandwidth(), new DecisionHistory(), System::nanoTime);
  }

  /// The variants, in the order of the playlist.
  public List<Rung> ladder() {
    return ladder;
  }

  /// Decides what is loaded from here on and writes it down; empty when no variant can be had.
  public synchronized Optional<Decision> choose(Moment moment) {
    Situation now = situation(moment);
    return AbrPolicy.choose(now)
        .map(verdict ->
            enter(moment, verdict.rung(), verdict.cause(), verdict.reason(), verdict.rejected()));
  }

  private Situation situation(Moment moment) {
    long nowNs = nanoTime.getAsLong();
    bars.values().removeIf(bar -> bar.untilNs() - nowNs < 0);
    if (smoothHeight != Integer.MAX_VALUE && unsmoothUntilNs - nowNs < 0) {
      smoothHeight = Integer.MAX_VALUE;
    }
    Map<Integer, String> barred = new HashMap<>();
    bars.forEach((index, bar) -> barred.put(index, bar.why()));
    return new Situation(
        ladder,
        current,
        manual,
        barred,
        bandwidth.bps(),
        bandwidth.firstByteNs(),
        moment.bufferNs(),
        moment.segmentNs(),
        moment.live(),
        shownHeight,
        smoothHeight,
        nowNs - lastDownNs);
  }

  private Decision enter(
      Moment moment, Rung to, Cause cause, String reason, List<Rejected> rejected) {
    Optional<Rung> from =
        current.isPresent() ? Optional.of(ladder.get(current.getAsInt())) : Optional.empty();
    Decision decision =
        new Decision(
            Instant.now(),
            moment.mediaSequence(),
            from,
            to,
            cause,
            reason,
            bandwidth.bps(),
            moment.bufferNs() / 1_000_000,
            rejected);
    if (from.isPresent() && to.peakBps() < from.get().peakBps()) {
      lastDownNs = nanoTime.getAsLong();
    }
    current = OptionalInt.of(to.index());
    history.add(decision);
    return decision;
  }

  /// Whether the load of a segment is better broken off; the lower variant is chosen then.
  public synchronized Optional<Decision> abandon(Moment moment, Progress load) {
    if (current.isEmpty() || manual.isPresent() || bars.size() + 1 >= ladder.size()) {
      return Optional.empty();
    }
    Rung loading = ladder.get(current.getAsInt());
    long told = load.expectedBytes();
    long expected = told > 0 ? told : (long) (loading.averageBps() * (moment.segmentNs() / 8e9));
    List<Rung> open = ladder.stream().filter(this::isOpenTo).toList();
    return Abandonment.instead(
            new Abandonment.Load(load.bytes(), expected, load.elapsedNs(), load.firstByteNs()),
            loading,
            open,
            moment.bufferNs(),
            moment.segmentNs())
        .map(lower -> abandoned(moment, load, loading, lower));
  }

  private boolean isOpenTo(Rung rung) {
    String family = ladder.get(current.orElseThrow()).family();
    return !bars.containsKey(rung.index())
        && (rung.video() || ladder.stream().noneMatch(Rung::video))
        && (family.isEmpty() || rung.family().isEmpty() || family.equals(rung.family()));
  }

  private Decision abandoned(Moment moment, Progress load, Rung loading, Rung lower) {
    bandwidth.add(load.bytes(), load.firstByteNs(), load.elapsedNs() - load.firstByteNs());
    String reason =
        "Broke off %s after %.1f s for %s: the rest would have come after the %.1f s in store"
            .formatted(
                loading.name(), load.elapsedNs() / 1e9, lower.name(), moment.bufferNs() / 1e9);
    return enter(moment, lower, Cause.ABANDONED, reason, List.of());
  }

  /// Writes down that the present variant comes from another address from here on.
  public synchronized void moved(Moment moment, String reason) {
    if (current.isPresent()) {
      enter(moment, ladder.get(current.getAsInt()), Cause.PATHWAY, reason, List.of());
    }
  }

  /// Counts what was loaded towards the line's estimate.
  public void measured(long bytes, long firstByteNs, long bodyNs) {
    bandwidth.add(bytes, firstByteNs, bodyNs);
  }

  /// Leaves a variant out for a minute.
  ///
  /// @param why such as `its playlist answered 404`
  public synchronized void bar(int index, String why) {
    bars.put(index, new Bar(why, nanoTime.getAsLong() + BARRED_NS));
  }

  /// Lets all be chosen again, when there is none that is better.
  public synchronized void unbar() {
    bars.clear();
  }

  /// Whether there is a variant beside the present one that can be had.
  public synchronized boolean hasOther() {
    long nowNs = nanoTime.getAsLong();
    return ladder.stream()
        .filter(rung -> current.isEmpty() || rung.index() != current.getAsInt())
        .map(rung -> bars.get(rung.index()))
        .anyMatch(bar -> bar == null || bar.untilNs() - nowNs < 0);
  }

  /// Asks for one variant, or for the automatic choice again.
  public synchronized void select(OptionalInt index) {
    manual = index;
  }

  /// What a person asked for.
  public synchronized OptionalInt selected() {
    return manual;
  }

  /// The variant that is loaded.
  public synchronized OptionalInt current() {
    return current;
  }

  /// Says how many lines of the screen the picture gets; 0 while nobody knows.
  public synchronized void shownHeight(int lines) {
    shownHeight = lines;
  }

  /// Says how many pictures were shown and dropped since the beginning; many dropped ones keep
  /// larger variants away for a minute.
  ///
  /// @param height of the pictures
  public synchronized void pictures(long shown, long dropped, int height) {
    long newShown = shown - countedShown;
    long newDropped = dropped - countedDropped;
    if (newShown + newDropped < FEWEST_PICTURES) {
      return;
    }
    countedShown = shown;
    countedDropped = dropped;
    if (newDropped > MANY_DROPPED * (newShown + newDropped) && height > 0) {
      smoothHeight = height - 1;
      unsmoothUntilNs = nanoTime.getAsLong() + UNSMOOTH_NS;
    }
  }

  /// What the line carries by the estimate, bit/s; 0 while unknown.
  public long bandwidthBps() {
    return bandwidth.bps().orElse(0);
  }
}
