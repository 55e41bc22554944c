// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.glass;

import io.tally.player.glass.GlassFacts.Delay;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// How late and how whole is a live stream where it is loaded and not shown?
///
/// @param stamped by the stamps of a Tally, from capture until loaded; `shown` counts what came
/// @param byDateNs where there are none: from EXT-X-PROGRAM-DATE-TIME until loaded, ns, which is as
///   true as two clocks agree
public record Arrival(GlassFacts stamped, OptionalLong byDateNs) {
  /// Nothing that would tell.
  public static final Arrival NONE = new Arrival(GlassFacts.NONE, OptionalLong.empty());

  private static final double SECOND_NS = 1e9;

  /// What is known, and by what, in a sentence; empty when nothing is.
  public Optional<String> words() {
    if (stamped.delay().isPresent()) {
      Delay delay = stamped.delay().get();
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%.2f s from capture until loaded (%.2f s coding, %.2f s on the way), by the stamps in"
                  + " the pictures: %d came, %d lost, %d left out by the sender",
              delay.medianNs() / SECOND_NS,
              delay.codingNs() / SECOND_NS,
              delay.wayNs() / SECOND_NS,
              stamped.shown(),
              stamped.lost(),
              stamped.leftOut()));
    }
    return byDateNs.isPresent()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%.2f s until loaded, by program date time: as true as the sender's clock and this"
                    + " one agree",
                byDateNs.getAsLong() / SECOND_NS))
        : Optional.empty();
  }

  /// The same as numbers, times in seconds; empty when nothing is known.
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (stamped.delay().isPresent()) {
      fields.put("by", "stamps");
      GlassWords.fields(stamped)
          .forEach((name, value) -> {
            switch (name) {
              case "shown" -> fields.put("came", value);
              case "own", "wait" -> {} // nothing is shown here
              default -> fields.put(name, value);
            }
          });
    } else if (byDateNs.isPresent()) {
      fields.put("by", "program date time");
      fields.put("delay", Math.round(byDateNs.getAsLong() / 1e6) / 1e3);
    }
    return fields;
  }
}
