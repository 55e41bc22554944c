// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.event.scte35;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What does a section of splice information say (splice_info_section, SCTE 35 9.6)?
///
/// @param adjustment ticks to add to its times
/// @param tier for whom it is, from 0 to 4095, which is everybody
/// @param command what it asks for
/// @param descriptors what it says beside
/// @param problem what is wrong with it, in a sentence; what could be read is there all the same
public record SpliceSection(
    long adjustment,
    int tier,
    SpliceCommand command,
    List<SpliceDescriptor> descriptors,
    Optional<String> problem) {
  private static final long WRAP = 1L << 33;

  public SpliceSection {
    descriptors = List.copyOf(descriptors);
  }

  /// Ticks of the stream's 90 kHz clock, 33 bits, at which it holds; empty for at once or never.
  public OptionalLong moment() {
    OptionalLong told = command.moment();
    return told.isPresent()
        ? OptionalLong.of((told.getAsLong() + adjustment) % WRAP)
        : OptionalLong.empty();
  }

  /// How long what begins lasts, ticks of 90 kHz; empty when not told.
  public OptionalLong durationTicks() {
    if (command instanceof SpliceCommand.Insert insert && insert.duration().isPresent()) {
      return OptionalLong.of(insert.duration().get().ticks());
    }
    return descriptors.stream()
        .filter(SpliceDescriptor.Segmentation.class::isInstance)
        .map(SpliceDescriptor.Segmentation.class::cast)
        .map(SpliceDescriptor.Segmentation::durationTicks)
        .filter(OptionalLong::isPresent)
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  /// What it says, in a line for people.
  public String words() {
    return SpliceWords.of(this);
  }
}
