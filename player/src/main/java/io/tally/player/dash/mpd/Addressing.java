// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash.mpd;

import io.tally.player.dash.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How does a Representation name its segments, with what it takes over from the levels above it
/// (ISO/IEC 23009-1 5.3.9)?
///
/// @param way SegmentTemplate, SegmentList or SegmentBase; empty for one file without an index
/// @param levels the elements of that name, the nearest level first; at least one, unless the way
///   is empty
public record Addressing(String way, List<Element> levels) {
  public static final String TEMPLATE = "SegmentTemplate";
  public static final String LIST = "SegmentList";
  public static final String BASE = "SegmentBase";

  private static final List<String> WAYS = List.of(TEMPLATE, LIST, BASE);

  public Addressing {
    levels = List.copyOf(levels);
  }

  /// Of a Representation.
  ///
  /// @param around itself, its AdaptationSet and its Period
  static Addressing of(List<Element> around) {
    for (Element level : around) {
      for (String way : WAYS) {
        if (level.first(way).isPresent()) {
          List<Element> levels = new ArrayList<>();
          around.forEach(one -> one.first(way).ifPresent(levels::add));
          return new Addressing(way, levels);
        }
      }
    }
    return new Addressing("", List.of());
  }

  public boolean is(String wanted) {
    return way.equals(wanted);
  }

  /// The nearest level that has an attribute.
  public Optional<Element> holding(String attribute) {
    return levels.stream().filter(level -> level.attribute(attribute).isPresent()).findFirst();
  }

  /// The nearest value of an attribute.
  public Optional<String> attribute(String name) {
    return holding(name).flatMap(level -> level.attribute(name));
  }

  /// The nearest child with a name.
  public Optional<Element> child(String name) {
    return levels.stream().flatMap(level -> level.first(name).stream()).findFirst();
  }

  /// The nearest level's children with a name.
  public List<Element> children(String name) {
    return levels.stream()
        .map(level -> level.all(name))
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }
}
