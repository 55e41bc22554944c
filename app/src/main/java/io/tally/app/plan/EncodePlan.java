// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.plan;

import io.tally.app.outlet.Outlet;
import io.tally.protocol.service.Objection;
import io.tally.protocol.service.Service;
import io.tally.protocol.service.SettingsCheck;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which encodes are made so that every outlet gets one that it takes, and no more than needed?
///
/// Pure: the same question has the same answer, and nothing is opened for it.
///
/// @param groups at least one, the best picture first; of outlets that are off, none is planned for
public record EncodePlan(List<EncodeGroup> groups) {
  private static final Comparator<Encode> BEST_FIRST =
      Comparator.comparingDouble(Encode::pixelsPerSecond)
          .thenComparingInt(encode -> encode.coding().videoBitrateBps())
          // Both make a better picture of the same bits.
          .thenComparingInt(encode -> encode.media().bFrames())
          .thenComparingDouble(encode -> encode.coding().keyframeSeconds())
          .reversed();

  public EncodePlan {
    groups = List.copyOf(groups);
  }

  /// Plans for the outlets that are on.
  ///
  /// @param wanted what a person asked for: no encode is better than that
  public static EncodePlan of(Encode wanted, List<Outlet> outlets) {
    List<Outlet> on = outlets.stream().filter(Outlet::on).toList();
    if (on.isEmpty()) {
      return new EncodePlan(List.of(new EncodeGroup(wanted, on, new Reasons(wanted, on).main())));
    }
    SharedEncode common = new SharedEncode(wanted);
    record Shared(Encode encode, List<Outlet> outlets) {}
    List<Shared> shared =
        new Partition(wanted, on)
            .groups().stream()
                .map(group -> new Shared(common.of(group).orElseThrow(), inOrder(group, on)))
                .sorted(
                    Comparator.comparing(Shared::encode, BEST_FIRST)
                        .thenComparingInt(group -> on.indexOf(group.outlets.getFirst())))
                .toList();
    Shared best = shared.getFirst();
    Reasons reasons = new Reasons(best.encode, best.outlets);
    List<EncodeGroup> groups = new ArrayList<>();
    for (Shared group : shared) {
      groups.add(
          new EncodeGroup(
              group.encode,
              group.outlets,
              groups.isEmpty() ? reasons.main() : reasons.further(group.encode, group.outlets)));
    }
    return new EncodePlan(groups);
  }

  private static List<Outlet> inOrder(List<Outlet> group, List<Outlet> all) {
    return all.stream().filter(group::contains).toList();
  }

  /// The encode for one outlet alone, when none that is there serves it.
  public static Encode forOne(Encode wanted, Outlet outlet) {
    return new SharedEncode(wanted).own(outlet);
  }

  /// Whether an outlet does well enough with an encode that is there already.
  public static boolean serves(Encode wanted, Encode encode, Outlet outlet) {
    return new SharedEncode(wanted).serves(encode, outlet);
  }

  /// The group that an outlet is in.
  public Optional<EncodeGroup> groupOf(String outletId) {
    return groups.stream()
        .filter(group -> group.outlets().stream().anyMatch(o -> o.id().equals(outletId)))
        .findFirst();
  }

  /// To what a service would object of the encode that its outlet gets: what the plan cannot mend.
  /// Nothing, for an outlet that is not planned for.
  public List<Objection> objections(Outlet outlet) {
    Optional<Service> service = outlet.service();
    Optional<EncodeGroup> group = groupOf(outlet.id());
    return service.isPresent() && group.isPresent()
        ? SettingsCheck.of(group.get().encode().media(), service.get())
        : List.of();
  }

  /// Whether everybody gets what was asked for, and nothing needs to be said.
  public boolean isAsAsked(Encode wanted) {
    return groups.size() == 1 && groups.getFirst().encode().equals(wanted);
  }

  /// One for each group, in their order.
  public List<String> sentences() {
    return groups.stream().map(EncodeGroup::sentence).toList();
  }
}
