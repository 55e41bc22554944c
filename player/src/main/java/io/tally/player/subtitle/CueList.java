// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.subtitle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// What is to be read at a moment of the run time?
///
/// A cue that lasts over several segments is told by each of them and kept once; of too many the
/// earliest are forgotten. Threads: any.
final class CueList {
  private static final int MOST = 20_000;

  private final SequencedSet<Cue> cues = new LinkedHashSet<>(); // written by one thread at a time
  private volatile List<Cue> sorted = List.of();

  synchronized void add(List<Cue> more) {
    if (cues.addAll(more)) {
      List<Cue> all = new ArrayList<>(cues);
      all.sort(Comparator.comparingLong(Cue::startNs));
      List<Cue> forgotten = all.subList(0, Math.max(0, all.size() - MOST));
      forgotten.forEach(cues::remove);
      forgotten.clear();
      sorted = List.copyOf(all);
    }
  }

  List<String> at(long runNs) {
    List<Cue> all = sorted;
    List<String> due = new ArrayList<>();
    for (Cue cue : all) {
      if (cue.startNs() > runNs) {
        break;
      }
      if (cue.isDue(runNs)) {
        due.add(cue.text());
      }
    }
    return due;
  }
}
