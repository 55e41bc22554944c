// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.playlist.text;

import io.tally.player.playlist.Flaw;
import java.util.ArrayList;
import java.util.List;

/// What is wrong in a playlist so far?
///
/// Keeps the first two hundred: a playlist that is all errors must not fill the memory with them.
/// One object per playlist.
public final class Flaws {
  /// A flaw of the syntax, which no numbered rule is about.
  public static final int SYNTAX = 0;

  private static final int MOST = 200;

  private final List<Flaw> kept;

  /// None yet.
  public Flaws() {
    this(List.of());
  }

  /// Goes on from those found before.
  public Flaws(List<Flaw> before) {
    kept = new ArrayList<>(before);
  }

  /// Something against a "must".
  public void error(int line, int rule, String message) {
    add(new Flaw(line, Flaw.Severity.ERROR, rule, message));
  }

  /// Something odd.
  public void warning(int line, int rule, String message) {
    add(new Flaw(line, Flaw.Severity.WARNING, rule, message));
  }

  private void add(Flaw flaw) {
    if (kept.size() < MOST) {
      kept.add(flaw);
    }
  }

  /// All so far, in the order in which they were found.
  public List<Flaw> all() {
    return List.copyOf(kept);
  }

  /// A text of a stranger, short enough for a sentence.
  public static String cut(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
