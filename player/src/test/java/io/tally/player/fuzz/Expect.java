// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.fuzz;

/// How does a target say that the product is wrong?
public final class Expect {
  private Expect() {}

  /// @throws IllegalStateException when something does not hold
  public static void that(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
