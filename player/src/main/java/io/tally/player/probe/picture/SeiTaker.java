// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.probe.picture;

import java.time.Instant;
import java.util.List;

/// Who reads what the sender wrote beside the pictures?
@FunctionalInterface
public interface SeiTaker {
  /// Takes the messages of the next picture in the order of decoding, which is not that of showing.
  /// Called on the thread `demux`; must not block.
  ///
  /// @param runNs when the picture is shown, run time
  /// @param loaded when its bytes were there, by the wall clock
  /// @param messages may be empty
  void take(long runNs, Instant loaded, List<SeiMessage> messages);
}
