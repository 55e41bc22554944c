// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import io.tally.player.playlist.Flaw.Severity;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What does a good stream keep to?
///
/// The rules lie in one enum a subject; their numbers are the same for ever, because people write
/// them down.
public sealed interface Rule permits TextRule, VariantRule, LiveRule, LowLatencyRule, MediaRule {
  /// The number; 0 is for plain mistakes of syntax.
  int id();

  /// How bad it is to break it, when the check does not say otherwise.
  Severity severity();

  /// Who asks for it.
  Set<Profile> profiles();

  /// Where it is written, such as `RFC 8216bis 4.4.1.1`.
  String section();

  /// What is expected, and what to do when it is not so: a sentence or two.
  String advice();

  /// The name of the constant, which says what it is about.
  String name();

  /// All rules by number.
  static List<Rule> all() {
    return Stream.<Rule[]>of(
            TextRule.values(),
            VariantRule.values(),
            LiveRule.values(),
            LowLatencyRule.values(),
            MediaRule.values())
        .flatMap(Arrays::stream)
        .sorted(Comparator.comparingInt(Rule::id))
        .toList();
  }

  /// The rule with a number.
  static Optional<Rule> of(int id) {
    return all().stream().filter(rule -> rule.id() == id).findFirst();
  }
}
