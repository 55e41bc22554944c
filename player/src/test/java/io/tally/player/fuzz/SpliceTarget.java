// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.fuzz;

import io.tally.player.event.scte35.SpliceReader;
import io.tally.player.event.scte35.SpliceSection;

/// Can bytes make the reader of splice information fail, or say what it should not?
public final class SpliceTarget {
  private static final long WRAP = 1L << 33;

  private SpliceTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    SpliceSection section = SpliceReader.read(data);
    long moment = section.moment().orElse(0);
    Expect.that(moment >= 0 && moment < WRAP, "A time of more than 33 bits");
    long ticks = section.durationTicks().orElse(0);
    Expect.that(ticks >= 0 && ticks < 1L << 40, "A duration of more than 40 bits");
    String words = section.words();
    Expect.that(!words.isEmpty(), "Nothing to say");
    Expect.that(words.chars().noneMatch(Character::isISOControl), "A line has a control");
    Expect.that(words.length() <= 1_000 + 200 * data.length, "Too many words");
  }
}
