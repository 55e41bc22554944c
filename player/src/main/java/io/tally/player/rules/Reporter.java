// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules;

import io.tally.player.playlist.Flaw;
import io.tally.player.playlist.Flaw.Severity;
import java.util.List;
import java.util.Locale;

/// Who is told what a check finds in one playlist, segment or answer?
public interface Reporter {
  /// Whose demands count.
  Profile profile();

  /// Who is told what is found about the variant, which stands in a line of the multivariant
  /// playlist; the same when that is looked at, or when none is known.
  Reporter ofVariants();

  /// Something is against a rule.
  ///
  /// @param line in the playlist; 0 when none
  /// @param seen what was seen, with its value, without a full stop
  void report(Rule rule, Severity severity, int line, String seen);

  /// Takes over what the parser found.
  default void report(List<Flaw> flaws) {
    for (Flaw flaw : flaws) {
      Rule rule = Rule.of(flaw.rule()).orElse(TextRule.SYNTAX);
      report(rule, flaw.severity(), flaw.line(), flaw.message());
    }
  }

  /// Something is against a rule, as badly as the rule says.
  default void report(Rule rule, int line, String seen, Object... values) {
    report(rule, rule.severity(), line, String.format(Locale.ROOT, seen, values));
  }

  /// Something is against a rule, and not as bad as it could be.
  default void warn(Rule rule, int line, String seen, Object... values) {
    report(rule, Severity.WARNING, line, String.format(Locale.ROOT, seen, values));
  }
}
