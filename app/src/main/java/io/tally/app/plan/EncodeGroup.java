// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.plan;

import io.tally.app.outlet.Outlet;
import java.util.List;

/// Which outlets share one encode, and why are they not with the others?
///
/// @param outlets at least one, but for a programme that goes nowhere
/// @param sentence for a person: who gets what, and what a further encode is good for and costs
public record EncodeGroup(Encode encode, List<Outlet> outlets, String sentence) {
  public EncodeGroup {
    outlets = List.copyOf(outlets);
  }
}
