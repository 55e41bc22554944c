// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench.endure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// By how much does something grow in an hour, when single samples may lie?
final class Growth {
  /// What is left out at the beginning: caches fill and code is compiled.
  private static final double BEGINNING = 0.25;

  private Growth() {}

  /// The median of the slopes between any two samples (Theil and Sen), per hour; 0 where there are
  /// too few.
  static double perHour(List<Footprint> all, ToDoubleFunction<Footprint> what) {
    List<Footprint> samples = all.subList((int) (all.size() * BEGINNING), all.size());
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      for (int k = i + 1; k < samples.size(); k++) {
        double hours = (samples.get(k).minutes() - samples.get(i).minutes()) / 60;
        slopes.add(
            (what.applyAsDouble(samples.get(k)) - what.applyAsDouble(samples.get(i))) / hours);
      }
    }
    Collections.sort(slopes);
    return slopes.isEmpty() ? 0 : slopes.get(slopes.size() / 2);
  }
}
