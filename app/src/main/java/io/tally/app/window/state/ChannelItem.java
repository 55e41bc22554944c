// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state;

import java.util.OptionalInt;

/// How is one channel of the mixer set?
///
/// @param id names the channel; the meters are found by it
/// @param gainDb from [#MIN_GAIN_DB] to [#MAX_GAIN_DB]
/// @param driftPpm how far the device's clock is from ours, whole ppm; empty while unknown
public record ChannelItem(
    String id, String name, double gainDb, boolean muted, OptionalInt driftPpm) {
  /// The lower end of the slider, dB.
  public static final double MIN_GAIN_DB = -60;

  /// The upper end of the slider, dB.
  public static final double MAX_GAIN_DB = 12;
}
