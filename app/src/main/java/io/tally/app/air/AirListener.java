// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.air;

import io.tally.app.outlet.Outlet;
import io.tally.protocol.PublisherState;

/// Who is told what happens? On the broadcast's thread.
public interface AirListener {
  /// An outlet's publisher has another state.
  void outletChanged(Outlet outlet, PublisherState state);

  /// An outlet takes the programme.
  ///
  /// @param sinceNs `System.nanoTime` of the acceptance
  void accepted(long sinceNs);

  /// No outlet is left that takes the programme or is tried again.
  ///
  /// @param recording whether a recording goes on; otherwise all has ended
  void lost(String sentence, boolean recording);

  /// Something failed and the rest goes on.
  void notice(String sentence);

  /// The recording was the last that went on; all has ended.
  void recordingLost();
}
