// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// Which events of a stream are known, and which of them has playing reached?
///
/// What is told again is kept once, of a range with what was told last. Of too many the earliest
/// are forgotten. Threads: any; the listener is called on the thread that says how far playing has
/// come.
public final class EventLog {
  private static final int MOST = 2_000;
  private static final long LATE_NS = 1_000_000_000L;

  private record Entry(TimedEvent event, boolean pending) {
    long placeNs() {
      return event.when().positionNs().orElse(Long.MAX_VALUE);
    }
  }

  private final Consumer<TimedEvent> listener;
  private final List<Entry> entries = new ArrayList<>(); // guarded by this, in order of time
  private long beganNs = Long.MIN_VALUE / 2; // guarded by this
  private long playedNs = Long.MIN_VALUE / 2; // guarded by this
  private volatile long nextNs = Long.MAX_VALUE; // where the first is that is to be reached

  /// @param listener told each event when it is reached; one that begins before the place at which
  ///   playing begins, and lasts until then, at once
  public EventLog(Consumer<TimedEvent> listener) {
    this.listener = listener;
  }

  /// Takes what was told. What lies behind the place that is played by no more than a second is
  /// reached all the same; a range, which a playlist may tell late, wherever playing has passed it.
  public synchronized void add(List<? extends TimedEvent> told) {
    boolean changed = false;
    for (TimedEvent event : told) {
      changed |= add(event);
    }
    if (changed) {
      entries.sort(Comparator.comparingLong(Entry::placeNs));
      entries.subList(0, Math.max(0, entries.size() - MOST)).clear();
      look();
    }
  }

  private boolean add(TimedEvent event) {
    for (int i = 0; i < entries.size(); i++) {
      Entry known = entries.get(i);
      if (known.event().isSame(event)) {
        if (!(event instanceof TimedEvent.Range) || known.event().equals(event)) {
          return false; // only of a range more may be told later
        }
        entries.set(i, new Entry(event, known.pending()));
        return true;
      }
    }
    long fromNs = event instanceof TimedEvent.Range ? beganNs : playedNs - LATE_NS;
    entries.add(new Entry(event, event.when().isAhead(fromNs)));
    return true;
  }

  private void look() {
    nextNs =
        entries.stream()
            .filter(Entry::pending)
            .mapToLong(Entry::placeNs)
            .min()
            .orElse(Long.MAX_VALUE);
  }

  /// All that are kept, in order of time; last those whose place is not known.
  public synchronized List<TimedEvent> all() {
    return entries.stream().map(Entry::event).toList();
  }

  /// Says where playing goes on. Elsewhere, what lies ahead is reached again; where it was before,
  /// only what was not reached yet.
  public synchronized void goTo(long positionNs) {
    boolean elsewhere = Math.abs(positionNs - playedNs) > LATE_NS;
    playedNs = positionNs;
    if (!elsewhere) {
      return;
    }
    beganNs = positionNs;
    entries.replaceAll(entry -> new Entry(entry.event(), entry.event().when().isAhead(positionNs)));
    look();
  }

  /// Whether the listener is to be told of something by now.
  public boolean isDue(long positionNs) {
    return nextNs <= positionNs;
  }

  /// Says how far playing has come, and tells the listener what it has reached.
  public void reached(long positionNs) {
    due(positionNs).forEach(listener); // with no lock held: it may ask
  }

  private synchronized List<TimedEvent> due(long positionNs) {
    playedNs = positionNs;
    List<TimedEvent> due = new ArrayList<>();
    entries.replaceAll(entry -> {
      if (!entry.pending() || entry.placeNs() > positionNs) {
        return entry;
      }
      due.add(entry.event());
      return new Entry(entry.event(), false);
    });
    look();
    return due;
  }
}
