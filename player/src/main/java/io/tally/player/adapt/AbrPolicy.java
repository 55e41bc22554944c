// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.adapt;

import io.tally.player.adapt.Decision.Cause;
import io.tally.player.adapt.Decision.Rejected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Which variant should the next segment be, and what is the reason?
///
/// Pure: the same situation gives the same verdict. A variant is kept while it uses no more than 95
/// % of the line and taken up to at 70 %, so that one between does not make it swing; after a step
/// down none goes up for eight seconds. A full buffer of a recording outlives a slow spell.
final class AbrPolicy {
  private static final double STAY = 0.95;
  private static final double UP = 0.7;
  private static final long SETTLE_NS = 8_000_000_000L;
  private static final long COMFORT_NS = 25_000_000_000L;
  private static final long HIGHEST_BLIND_BPS = 6_000_000;

  /// What to load, and why.
  record Verdict(Rung rung, Cause cause, String reason, List<Rejected> rejected) {}

  private final Situation now;
  private final List<Rejected> rejected = new ArrayList<>();
  private boolean tooLarge; // there are variants that the screen has no room for

  private AbrPolicy(Situation now) {
    this.now = now;
  }

  /// The verdict; empty when no variant can be had.
  static Optional<Verdict> choose(Situation now) {
    return new AbrPolicy(now).choose();
  }

  private Optional<Verdict> choose() {
    List<Rung> open = available();
    if (open.isEmpty()) {
      return Optional.empty();
    }
    Optional<Rung> wished = with(open, now.manual());
    if (wished.isPresent()) {
      return verdict(wished.get(), Cause.MANUAL, wished.get().name() + " was chosen by hand");
    }
    Optional<Rung> before = now.current().isPresent() ? rung(now.current().getAsInt()) : none();
    List<Rung> fitting = sized(alike(open, before));
    fitting.sort(Comparator.comparingLong(Rung::peakBps));
    if (before.isEmpty()) {
      return start(fitting);
    }
    Rung current = before.get();
    if (!fitting.contains(current)) {
      return replaced(current, fitting);
    }
    if (now.bandwidthBps().isEmpty()) {
      return stay(current, "nothing tells yet what the line carries");
    }
    return byLine(current, fitting);
  }

  private static Optional<Rung> none() {
    return Optional.empty();
  }

  private List<Rung> available() {
    List<Rung> open = new ArrayList<>();
    boolean pictures = now.ladder().stream().anyMatch(Rung::video);
    for (Rung rung : now.ladder()) {
      String why = now.barred().get(rung.index());
      if (why != null) {
        rejected.add(new Rejected(rung, why));
      } else if (pictures && !rung.video()) {
        rejected.add(new Rejected(rung, "it has no picture"));
      } else {
        open.add(rung);
      }
    }
    return open;
  }

  /// Those that the present decoder can go on with; all, when it can with none.
  private List<Rung> alike(List<Rung> open, Optional<Rung> before) {
    String family = before.map(Rung::family).orElse("");
    List<Rung> same = new ArrayList<>();
    for (Rung rung : open) {
      if (family.isEmpty() || rung.family().isEmpty() || rung.family().equals(family)) {
        same.add(rung);
      }
    }
    if (same.isEmpty()) {
      return new ArrayList<>(open);
    }
    for (Rung rung : open) {
      if (!same.contains(rung)) {
        rejected.add(new Rejected(rung, "it is " + rung.family() + " and not " + family));
      }
    }
    return same;
  }

  /// Those that are not larger than of use; the smallest is always of use.
  private List<Rung> sized(List<Rung> open) {
    int enough = Integer.MAX_VALUE;
    for (Rung rung : open) {
      if (now.shownHeight() > 0 && rung.height() >= now.shownHeight()) {
        enough = Math.min(enough, rung.height());
      }
    }
    List<Rung> kept = new ArrayList<>();
    for (Rung rung : open) {
      if (rung.height() > enough) {
        rejected.add(new Rejected(rung, shown()));
        tooLarge = true;
      } else if (rung.height() > now.smoothHeight()) {
        rejected.add(new Rejected(rung, "this machine drops pictures at that size"));
      } else {
        kept.add(rung);
      }
    }
    if (kept.isEmpty()) {
      kept.add(open.stream().min(Comparator.comparingInt(Rung::height)).orElseThrow());
    }
    return kept;
  }

  /// The author's own first choice (RFC 8216 6.3.1), unless the line is known, or it is so large
  /// that a viewer would wait for it.
  private Optional<Verdict> start(List<Rung> byRate) {
    Rung listed = byRate.stream().min(Comparator.comparingInt(Rung::index)).orElseThrow();
    if (now.bandwidthBps().isPresent()) {
      Rung known = highest(byRate, UP).orElse(byRate.getFirst());
      return verdict(known, Cause.START, "Begins with %s: %s".formatted(known.name(), line()));
    }
    if (listed.peakBps() <= HIGHEST_BLIND_BPS) {
      return verdict(
          listed,
          Cause.START,
          "Begins with %s, which the playlist names first".formatted(listed.name()));
    }
    Rung blind = byRate.getFirst();
    for (Rung rung : byRate) {
      blind = rung.peakBps() <= HIGHEST_BLIND_BPS ? rung : blind;
    }
    return verdict(
        blind,
        Cause.START,
        "Begins with %s: nothing tells yet what the line carries".formatted(blind.name()));
  }

  private Optional<Verdict> replaced(Rung current, List<Rung> byRate) {
    String why =
        rejected.stream()
            .filter(one -> one.rung().equals(current))
            .map(Rejected::why)
            .findFirst()
            .orElse("it is not offered any more");
    Rung next = byRate.getFirst();
    for (Rung rung : byRate) {
      boolean bearable = now.bandwidthBps().isPresent() ? fits(rung, STAY) : true;
      if (bearable && rung.peakBps() <= current.peakBps()) {
        next = rung;
      }
    }
    Cause cause = now.barred().containsKey(current.index()) ? Cause.MISSING : Cause.DOWN;
    return verdict(
        next, cause, "Goes from %s to %s: %s".formatted(current.name(), next.name(), why));
  }

  private Optional<Verdict> byLine(Rung current, List<Rung> byRate) {
    if (!fits(current, STAY)) {
      if (!now.live() && now.bufferNs() >= COMFORT_NS) {
        return stay(current, loaded() + " outlive that " + line());
      }
      Rung lower = below(byRate, current);
      return lower.equals(current)
          ? stay(current, "nothing is lower, though " + line())
          : verdict(
              lower,
              Cause.DOWN,
              "Down from %s to %s: %s and %s"
                  .formatted(current.name(), lower.name(), line(), loaded()));
    }
    Rung higher =
        highest(byRate, UP).filter(rung -> rung.peakBps() > current.peakBps()).orElse(current);
    if (higher.equals(current)) {
      byRate.stream()
          .filter(rung -> rung.peakBps() > current.peakBps())
          .forEach(rung -> rejected.add(new Rejected(rung, "the line is too slow")));
      return stay(current, tooLarge && isHighest(current, byRate) ? shown() : line());
    }
    if (now.sinceDownNs() < SETTLE_NS) {
      rejected.add(new Rejected(higher, "it went down a moment ago"));
      return stay(current, "it went down %.1f s ago".formatted(now.sinceDownNs() / 1e9));
    }
    if (loadNs(higher, 1) > now.bufferNs()) {
      rejected.add(new Rejected(higher, "it might come too late"));
      return stay(current, "only " + loaded());
    }
    return verdict(
        higher,
        Cause.UP,
        "Up from %s to %s: %s and %s".formatted(current.name(), higher.name(), line(), loaded()));
  }

  private Rung below(List<Rung> byRate, Rung current) {
    Rung lower = byRate.getFirst();
    for (Rung rung : byRate) {
      if (rung.peakBps() < current.peakBps() && fits(rung, STAY)) {
        lower = rung;
      }
    }
    return lower;
  }

  private Optional<Rung> highest(List<Rung> byRate, double share) {
    return byRate.stream().filter(rung -> fits(rung, share)).reduce((_, later) -> later);
  }

  /// Whether it comes as fast as it is played, in that share of the line.
  private boolean fits(Rung rung, double share) {
    return loadNs(rung, share) <= now.segmentNs();
  }

  private double loadNs(Rung rung, double share) {
    // A peak passes while there is something in store.
    long rate = now.bufferNs() >= 2 * now.segmentNs() ? rung.averageBps() : rung.peakBps();
    double bandwidth = Math.max(1, now.bandwidthBps().orElse(1));
    return now.firstByteNs() + now.segmentNs() * (rate / (share * bandwidth));
  }

  private static boolean isHighest(Rung rung, List<Rung> byRate) {
    return rung.equals(byRate.getLast());
  }

  private String shown() {
    return "only %d lines are shown".formatted(now.shownHeight());
  }

  private String line() {
    return "the line carries " + Rung.rate(now.bandwidthBps().orElse(0));
  }

  private String loaded() {
    return String.format(Locale.ROOT, "%.1f s are loaded", now.bufferNs() / 1e9);
  }

  private Optional<Rung> rung(int index) {
    return now.ladder().stream().filter(rung -> rung.index() == index).findFirst();
  }

  private static Optional<Rung> with(List<Rung> rungs, OptionalInt index) {
    return rungs.stream()
        .filter(rung -> index.isPresent() && rung.index() == index.getAsInt())
        .findFirst();
  }

  private Optional<Verdict> stay(Rung current, String why) {
    return verdict(current, Cause.STAY, "Stays at %s: %s".formatted(current.name(), why));
  }

  private Optional<Verdict> verdict(Rung rung, Cause cause, String reason) {
    rejected.removeIf(one -> one.rung().equals(rung));
    return Optional.of(new Verdict(rung, cause, reason, rejected));
  }
}
