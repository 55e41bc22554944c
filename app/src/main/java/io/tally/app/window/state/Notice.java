// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.window.state;

import io.tally.app.update.UpdateWish;
import java.net.URI;
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
  public record Offer(String words, Answer answer) {}

  /// What does an answer ask for?
  public sealed interface Answer {
    /// Something about newer versions.
    record OfUpdates(UpdateWish wish) implements Answer {}

    /// Show a page or a file in the program that the person uses for such.
    record Show(URI page) implements Answer {}
  }

  /// How bad it is.
  public enum Weight {
    /// Worth knowing; nothing failed.
    INFORMATION,
    /// Something that was asked for did not happen.
    PROBLEM
  }
}
