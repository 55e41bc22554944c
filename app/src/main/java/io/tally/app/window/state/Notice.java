// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state;

import io.tally.app.update.UpdateWish;
import java.util.List;

/// What must a person be told now?
///
/// @param sentence what happened and what to do next
/// @param offers what can be answered; closing the notice is none of them
public record Notice(Weight weight, String sentence, List<Offer> offers) {
  public Notice {
    offers = List.copyOf(offers);
  }

  /// One that asks nothing.
  public Notice(Weight weight, String sentence) {
    this(weight, sentence, List.of());
  }

  /// An answer.
  ///
  /// @param words of its button
  public record Offer(String words, UpdateWish wish) {}

  /// How bad it is.
  public enum Weight {
    /// Worth knowing; nothing failed.
    INFORMATION,
    /// Something that was asked for did not happen.
    PROBLEM
  }
}
