// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.plan;

import io.tally.app.outlet.Outlet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Into how few groups can outlets be put so that each group shares one encode?
///
/// Outlets of one and the same service are one kind. Up to twelve kinds are divided exactly, by the
/// best division of every set of them; of divisions into as few groups the one counts in which the
/// outlets get the most. Beyond that each kind joins the first group that suits it.
final class Partition {
  private static final int MOST_EXACT = 12;

  private final Encode wanted;
  private final SharedEncode common;
  private final List<List<Outlet>> kinds;

  Partition(Encode wanted, List<Outlet> outlets) {
    this.wanted = wanted;
    common = new SharedEncode(wanted);
    Map<Object, List<Outlet>> byLimits = new LinkedHashMap<>();
    for (Outlet outlet : outlets) {
      byLimits.computeIfAbsent(outlet.limits(), _ -> new ArrayList<>()).add(outlet);
    }
    kinds = List.copyOf(byLimits.values());
  }

  /// The groups, in no order.
  List<List<Outlet>> groups() {
    return kinds.size() <= MOST_EXACT ? fewest() : firstFit();
  }

  /// How a set of kinds is best divided.
  ///
  /// @param last the kinds of its last group
  /// @param groups how many there are
  /// @param quality how much of what they could have the outlets get, added up
  private record Division(int last, int groups, double quality) {
    boolean betterThan(@Nullable Division other) {
      return other == null
          || groups < other.groups
          || (groups == other.groups && quality > other.quality);
    }
  }

  private List<List<Outlet>> fewest() {
    int sets = 1 << kinds.size();
    double[] quality = new double[sets]; // of one group; below 0 where there can be none
    for (int set = 1; set < sets; set++) {
      quality[set] = quality(members(set));
    }
    @Nullable Division[] best = new @Nullable Division[sets];
    best[0] = new Division(0, 0, 0);
    for (int set = 1; set < sets; set++) {
      best[set] = best(set, quality, best);
    }
    List<List<Outlet>> groups = new ArrayList<>();
    int rest = sets - 1;
    while (rest != 0) {
      Division division = best[rest];
      if (division == null) {
        throw new IllegalStateException(
            "A kind of outlet suits no encode, not even one of its own");
      }
      groups.add(members(division.last));
      rest &= ~division.last;
    }
    return groups;
  }

  private static @Nullable Division best(int set, double[] quality, @Nullable Division[] best) {
    int lowest = Integer.lowestOneBit(set); // in the last group, so that each division comes once
    Division found = null;
    for (int group = set; group != 0; group = (group - 1) & set) {
      Division rest = best[set & ~group];
      if ((group & lowest) != 0 && quality[group] >= 0 && rest != null) {
        Division division = new Division(group, rest.groups + 1, rest.quality + quality[group]);
        found = division.betterThan(found) ? division : found;
      }
    }
    return found;
  }

  private double quality(List<Outlet> group) {
    Optional<Encode> shared = common.of(group);
    return shared.isEmpty() ? -1 : group.stream().mapToDouble(o -> quality(shared.get(), o)).sum();
  }

  private double quality(Encode given, Outlet outlet) {
    Encode own = common.own(outlet);
    double quality =
        (double) given.coding().videoBitrateBps() / own.coding().videoBitrateBps()
            + given.pixelsPerSecond() / own.pixelsPerSecond();
    // Next to size and rate, what was asked for counts little; but it decides where all else is
    // equal.
    boolean asAsked =
        given.coding().keyframeSeconds() == wanted.coding().keyframeSeconds()
            && given.coding().bFrames().equals(wanted.coding().bFrames());
    return asAsked ? quality + 0.01 : quality;
  }

  private List<Outlet> members(int set) {
    List<Outlet> members = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      if ((set >> i & 1) == 1) {
        members.addAll(kinds.get(i));
      }
    }
    return members;
  }

  private List<List<Outlet>> firstFit() {
    List<List<Outlet>> groups = new ArrayList<>();
    for (List<Outlet> kind : kinds) {
      join(kind, groups);
    }
    return groups;
  }

  private void join(List<Outlet> kind, List<List<Outlet>> groups) {
    for (List<Outlet> group : groups) {
      List<Outlet> joined = new ArrayList<>(group);
      joined.addAll(kind);
      if (common.of(joined).isPresent()) {
        group.addAll(kind);
        return;
      }
    }
    groups.add(new ArrayList<>(kind));
  }
}
