// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash.segment;

import io.tally.player.dash.mpd.Addressing;
import io.tally.player.dash.xml.Element;
import io.tally.player.dash.xml.Values;
import io.tally.player.playlist.text.Flaws;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Which segments of a Representation are there now (ISO/IEC 23009-1 5.3.9.5 and 5.3.9.6)?
///
/// At most fifty thousand: what repeats without end is never written out. A segment that is
/// announced before it is whole (availabilityTimeOffset) waits until it is.
public final class Slots {
  private static final int MOST = 50_000; // a day of two seconds each
  private static final long LATEST = 1L << 61; // ticks; two of them still add up

  /// How much of a Period can be had, from its beginning on?
  ///
  /// @param lengthNs when its end is known
  /// @param fromNs what ends before is gone
  /// @param availableNs what ends later is still to come
  public record Stretch(OptionalLong lengthNs, long fromNs, long availableNs) {}

  private final Addressing addressing;
  private final SegmentClock clock;
  private final Stretch stretch;
  private final Flaws flaws;
  private final Values values;
  private final List<Slot> slots = new ArrayList<>();

  private Slots(Addressing addressing, SegmentClock clock, Stretch stretch, Flaws flaws) {
    this.addressing = addressing;
    this.clock = clock;
    this.stretch = stretch;
    this.flaws = flaws;
    values = new Values(flaws);
  }

  /// Those that are there, in order.
  ///
  /// @param listed how many a list names; empty for a template
  public static List<Slot> of(
      Addressing addressing,
      SegmentClock clock,
      Stretch stretch,
      OptionalLong listed,
      Flaws flaws) {
    Slots made = new Slots(addressing, clock, stretch, flaws);
    Optional<Element> timeline = addressing.child("SegmentTimeline");
    long first = made.number("startNumber").orElse(1);
    if (timeline.isPresent()) {
      made.timeline(timeline.get(), first);
    } else {
      made.even(first, listed);
    }
    long last = made.number("endNumber").orElse(Long.MAX_VALUE);
    made.slots.removeIf(slot -> slot.number() > last);
    return made.slots;
  }

  private OptionalLong number(String name) {
    return SegmentClock.number(addressing, name, values);
  }

  private void timeline(Element timeline, long first) {
    List<Element> runs = timeline.all("S");
    long number = first;
    long time = 0;
    for (int i = 0; i < runs.size(); i++) {
      Element run = runs.get(i);
      number = values.number(run, "n").orElse(number);
      time = values.number(run, "t").orElse(time);
      long duration = values.number(run, "d").orElse(0);
      if (duration < 1 || time > LATEST || duration > LATEST) {
        flaws.error(run.line(), Values.RULE, "A run of segments (S) needs its duration (d)");
        return; // what follows has no time
      }
      String repeat = run.attribute("r").orElse("0");
      boolean open = repeat.startsWith("-");
      OptionalLong next =
          i + 1 < runs.size() ? values.number(runs.get(i + 1), "t") : OptionalLong.empty();
      long count = open ? openCount(time, duration, next) : 1 + values.number(run, "r").orElse(0);
      long skipped = open ? gone(time, duration, count) : 0;
      for (long k = skipped; k < count; k++) {
        long at = time + k * duration;
        if (slots.size() >= MOST || at > LATEST) {
          tooMany(run);
          return;
        }
        slots.add(new Slot(number + k, at, duration, run.line()));
      }
      number += count;
      time += count * duration;
    }
  }

  private void tooMany(Element where) {
    flaws.error(
        where.line(),
        Values.RULE,
        "More than %d segments; the others are left out".formatted(MOST));
  }

  /// How often a run repeats that goes on up to the next, or to the end of what there is.
  private long openCount(long time, long duration, OptionalLong next) {
    if (next.isPresent()) {
      return Math.max(0, (next.getAsLong() - time + duration - 1) / duration);
    }
    return count(time, duration);
  }

  /// How many segments of a length there are from a time on.
  private long count(long time, long duration) {
    long whole = Math.max(0, clock.ticks(stretch.availableNs()) + clock.offset() - time) / duration;
    if (stretch.lengthNs().isEmpty()) {
      return Math.min(whole, LATEST / duration);
    }
    long lengthNs = stretch.lengthNs().getAsLong();
    long left = Math.max(0, clock.ticks(lengthNs) + clock.offset() - time);
    long all = left / duration + (left % duration > 0 ? 1 : 0);
    return stretch.availableNs() >= lengthNs ? all : Math.min(all, whole);
  }

  /// How many of a run have left already.
  private long gone(long time, long duration, long count) {
    long from = Math.max(0, clock.ticks(stretch.fromNs()) + clock.offset() - time) / duration;
    return Math.clamp(Math.max(from, count - MOST), 0, count);
  }

  /// Segments of one length each.
  private void even(long first, OptionalLong listed) {
    OptionalLong told = number("duration");
    Element where = addressing.levels().getFirst();
    if (listed.isPresent() && told.isEmpty() && listed.getAsLong() == 1) {
      told = OptionalLong.of(clock.ticks(stretch.lengthNs().orElse(0))); // one for all of it
    }
    if (told.isEmpty() || told.getAsLong() < 1 || told.getAsLong() > LATEST) {
      flaws.error(
          where.line(),
          Values.RULE,
          "How long the segments are is not told: %s needs a duration or a SegmentTimeline"
              .formatted(addressing.way()));
      return;
    }
    long duration = told.getAsLong();
    boolean unknown = stretch.availableNs() == Long.MAX_VALUE && stretch.lengthNs().isEmpty();
    if (unknown && listed.isEmpty()) {
      flaws.error(where.line(), Values.RULE, "How many segments there are is not told");
      return;
    }
    long count = listed.orElseGet(() -> count(clock.offset(), duration));
    long skipped = listed.isPresent() ? 0 : gone(clock.offset(), duration, count);
    for (long k = skipped; k < count && slots.size() < MOST; k++) {
      slots.add(new Slot(first + k, clock.offset() + k * duration, duration, where.line()));
    }
  }
}
