// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What stands in one element of an XML document?
///
/// @param name without its namespace's prefix, as those of the attributes
/// @param text directly in it, stripped; empty when it has none
/// @param line where it begins, from 1
public record Element(
    String name, Map<String, String> attributes, List<Element> children, String text, int line) {
  /// Makes it unchangeable.
  public Element {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  /// An attribute, stripped; empty when it is not there, or has nothing in it.
  public Optional<String> attribute(String wanted) {
    return Optional.ofNullable(attributes.get(wanted))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /// The children with a name, in order.
  public List<Element> all(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).toList();
  }

  /// The first child with a name.
  public Optional<Element> first(String wanted) {
    for (Element child : children) {
      if (child.name.equals(wanted)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }
}
