// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.air;

import io.tally.app.outlet.Outlet;
import io.tally.app.plan.Encode;
import io.tally.protocol.PublisherState;
import io.tally.protocol.PublisherStatistics;
import java.util.List;
import java.util.Optional;

/// How does one outlet stand now?
///
/// @param on whether it is to be sent to; an outlet that failed stays on until it is switched off
/// @param state of its publisher; `Idle` when it was not switched on yet
/// @param statistics since it was switched on
/// @param group which encode it gets, from 0, the best first
/// @param encode that encode as it was opened
/// @param reduction why it gets the encode for slow lines at the moment; empty while it gets its
///   own
/// @param targetBps what that encode aims at now, picture and sound, bit/s
/// @param sentBps what went out in the last seconds, bit/s
/// @param history the last two minutes, one sample a second, the oldest first
public record OutletStatus(
    Outlet outlet,
    boolean on,
    PublisherState state,
    PublisherStatistics statistics,
    int group,
    Encode encode,
    Optional<Reduction> reduction,
    long targetBps,
    long sentBps,
    List<OutletSample> history) {
  /// How many samples the history has at most.
  public static final int HISTORY = 120;

  public OutletStatus {
    history = List.copyOf(history);
  }

  /// Whether it gets the encode for slow lines instead of its own.
  public boolean reduced() {
    return reduction.isPresent();
  }
}
