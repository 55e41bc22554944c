// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// How do the players compare, measure by measure, and is each goal met?
final class Table {
  private static final String OURS = "Tally";

  /// What is measured.
  ///
  /// @param name with its unit
  /// @param digits behind the point
  record Measure(String name, int digits) {}

  /// What must hold between the medians.
  interface Goal {
    boolean met(double ours, Map<String, Double> others);
  }

  private record Row(Measure measure, String wanted, Goal goal, Map<String, List<Double>> values) {}

  private final List<String> players;
  private final List<Row> rows = new ArrayList<>();

  Table(List<String> players) {
    this.players = players;
  }

  /// Begins a row.
  ///
  /// @param wanted the goal in words
  Entry row(Measure measure, String wanted, Goal goal) {
    Row row = new Row(measure, wanted, goal, new LinkedHashMap<>());
    rows.add(row);
    return (player, value) ->
        row.values().computeIfAbsent(player, _ -> new ArrayList<>()).add(value);
  }

  /// Takes what was measured.
  interface Entry {
    void add(String player, double value);
  }

  /// A line for each row and how its goal stands.
  String text() {
    StringBuilder text = new StringBuilder("| Median of |");
    players.forEach(player -> text.append(' ').append(player).append(" |"));
    text.append(" Goal | |\n|---|").append("---|".repeat(players.size())).append("---|---|\n");
    for (Row row : rows) {
      text.append("| ").append(row.measure().name()).append(" |");
      for (String player : players) {
        text.append(' ').append(shown(row, player)).append(" |");
      }
      text.append(' ').append(row.wanted()).append(" | ");
      text.append(verdict(row)).append(" |\n");
    }
    return text.toString();
  }

  /// Whether each row that says what our player did has its goal.
  boolean allMet() {
    return rows.stream().noneMatch(row -> verdict(row).equals("missed"));
  }

  private static String shown(Row row, String player) {
    OptionalDouble median = median(row.values().getOrDefault(player, List.of()));
    return median.isEmpty()
        ? "–"
        : String.format(Locale.ROOT, "%." + row.measure().digits() + "f", median.getAsDouble());
  }

  private static String verdict(Row row) {
    Map<String, Double> medians = new LinkedHashMap<>();
    row.values()
        .forEach((player, all) -> median(all).ifPresent(value -> medians.put(player, value)));
    Double ours = medians.remove(OURS);
    if (ours == null) {
      return "not measured";
    }
    return row.goal().met(ours, medians) ? "met" : "missed";
  }

  static OptionalDouble median(List<Double> all) {
    if (all.isEmpty()) {
      return OptionalDouble.empty();
    }
    List<Double> sorted = new ArrayList<>(all);
    Collections.sort(sorted);
    return OptionalDouble.of(sorted.get(sorted.size() / 2));
  }
}
