// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.glass;

import io.tally.encoder.packet.stamp.FrameStamp;
import io.tally.player.glass.GlassFacts.Delay;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How late are the pictures that are shown, and which of them never came?
///
/// Told of each stamped picture when it is demuxed, in the order of decoding, and when it is shown,
/// in the order of showing. When one is shown, all before it have come, if ever: what is missing in
/// the numbers of the same encode is lost. Where another encode goes on (a change of the variant,
/// or of its rate), its numbers say nothing, and the time between the two pictures does. Times are
/// told from outside. Threads: one at a time.
final class GlassMeter {
  private static final long WINDOW_NS = 5_000_000_000L;
  private static final int MOST_WAITING = 8_192;
  private static final int MOST_SAMPLES = 1_024;
  private static final long MOST_MISSING = 1_000_000;

  /// A picture that has come.
  private record Arrival(FrameStamp stamp, long loadedNs) {}

  /// A picture that was shown.
  private record Sample(long atNs, long delayNs, long codingNs, long wayNs) {}

  private final NavigableMap<Long, Arrival> waiting = new TreeMap<>(); // by run time
  private final Deque<Sample> samples = new ArrayDeque<>();
  private @Nullable FrameStamp last;
  private long shown;
  private long lost;
  private long leftOut;

  /// A picture came.
  ///
  /// @param runNs when it is to be shown, run time
  /// @param loadedNs when its bytes were there, ns since 1970
  void arrived(long runNs, FrameStamp stamp, long loadedNs) {
    waiting.put(runNs, new Arrival(stamp, loadedNs));
    if (waiting.size() > MOST_WAITING) {
      waiting.pollFirstEntry();
    }
  }

  /// A picture is shown.
  ///
  /// @param nowNs ns since 1970
  /// @return its stamp; empty for one that has none, or was shown already
  Optional<FrameStamp> shown(long runNs, long nowNs) {
    NavigableMap<Long, Arrival> due = waiting.headMap(runNs, true);
    Map.Entry<Long, Arrival> newest = due.lastEntry();
    if (newest == null || newest.getKey() != runNs) {
      return Optional.empty();
    }
    Arrival arrival = newest.getValue();
    FrameStamp stamp = arrival.stamp();
    count(stamp, due);
    due.clear();
    last = stamp;
    shown++;
    samples.addLast(
        new Sample(
            nowNs,
            nowNs - stamp.capturedNs(),
            stamp.codedUs() * 1_000,
            arrival.loadedNs() - stamp.capturedNs() - stamp.codedUs() * 1_000));
    if (samples.size() > MOST_SAMPLES) {
      samples.removeFirst();
    }
    return Optional.of(stamp);
  }

  private void count(FrameStamp stamp, NavigableMap<Long, Arrival> due) {
    FrameStamp before = last;
    if (before == null || before.session() != stamp.session()) {
      return;
    }
    long passedNs = stamp.capturedNs() - before.capturedNs();
    if (!stamp.isBeside(before)) {
      long usualNs = Math.max(before.periodNs(), stamp.periodNs());
      lost += Math.clamp(periods(passedNs - usualNs, stamp), 0, MOST_MISSING);
      return;
    }
    long step = stamp.number() - before.number();
    long came =
        due.values().stream()
            .map(Arrival::stamp)
            .filter(one -> one.isBeside(stamp) && one.number() > before.number())
            .mapToLong(FrameStamp::number)
            .distinct()
            .count();
    lost += Math.clamp(step - came, 0, MOST_MISSING);
    leftOut += Math.clamp(periods(passedNs, stamp) - step, 0, MOST_MISSING);
  }

  private static long periods(long ns, FrameStamp of) {
    return of.periodNs() == 0 ? 0 : Math.round(ns / (double) of.periodNs());
  }

  /// What is shown from now on does not follow what was shown before: somebody went elsewhere.
  void restart() {
    waiting.clear();
    samples.clear();
    last = null;
  }

  /// Another stream begins.
  void forget() {
    restart();
    shown = 0;
    lost = 0;
    leftOut = 0;
  }

  /// The last stamp that was shown; empty at the beginning.
  Optional<FrameStamp> last() {
    return Optional.ofNullable(last);
  }

  long shown() {
    return shown;
  }

  long lost() {
    return lost;
  }

  long leftOut() {
    return leftOut;
  }

  /// Of the last five seconds; empty when nothing was shown in them.
  ///
  /// @param nowNs ns since 1970
  Optional<Delay> delay(long nowNs) {
    while (!samples.isEmpty() && nowNs - samples.getFirst().atNs() > WINDOW_NS) {
      samples.removeFirst();
    }
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    long[] sorted = samples.stream().mapToLong(Sample::delayNs).sorted().toArray();
    double meanNs = samples.stream().mapToLong(Sample::delayNs).average().orElseThrow();
    double codingNs = samples.stream().mapToLong(Sample::codingNs).average().orElseThrow();
    double wayNs = samples.stream().mapToLong(Sample::wayNs).average().orElseThrow();
    return Optional.of(
        new Delay(
            sorted[sorted.length / 2],
            sorted[Math.min(sorted.length - 1, sorted.length * 95 / 100)],
            Math.round(codingNs),
            Math.round(wayNs),
            Math.round(meanNs - codingNs - wayNs)));
  }
}
