// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state.endpoint;

import java.util.List;

/// How did the line to one endpoint do over the last two minutes?
///
/// @param samples one a second, the oldest first, at most [#SECONDS]
public record History(List<Sample> samples) {
  /// How far back it goes.
  public static final int SECONDS = 120;

  /// Nothing yet.
  public static final History NONE = new History(List.of());

  public History {
    samples = List.copyOf(samples.subList(Math.max(0, samples.size() - SECONDS), samples.size()));
  }

  /// One second.
  ///
  /// @param bitrateBps what went out, bit/s
  /// @param targetBps what the encode was asked for, bit/s
  /// @param queueMs what waited, ms
  public record Sample(long bitrateBps, long targetBps, long queueMs) {}
}
