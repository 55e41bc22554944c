// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.fuzz;

import io.tally.player.event.id3.Id3Frame;
import io.tally.player.event.id3.Id3Reader;
import io.tally.player.event.id3.Id3Tag;

/// Can bytes make the reader of ID3 tags fail, or say what it should not?
public final class Id3Target {
  private static final int MOST_FRAMES = 200;

  private Id3Target() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Id3Tag tag = Id3Reader.read(data);
    Expect.that(tag.frames().size() <= MOST_FRAMES, "More frames than are read");
    for (Id3Frame frame : tag.frames()) {
      Expect.that(frame.id().length() == 4, "A frame without a name");
    }
    Expect.that(tag.words().chars().noneMatch(Character::isISOControl), "A line has a control");
    Expect.that(tag.problem().isPresent() || data.length >= 10, "A tag out of nothing");
  }
}
