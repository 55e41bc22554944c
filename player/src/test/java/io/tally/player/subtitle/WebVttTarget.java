// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.subtitle;

import io.tally.player.fuzz.Expect;
import io.tally.player.timeline.Anchors;
import java.util.Optional;

/// Can bytes make the reader of WebVTT fail, or give cues that cannot be?
public final class WebVttTarget {
  private WebVttTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Optional<WebVtt> read = WebVtt.read(data);
    if (read.isEmpty()) {
      return;
    }
    Expect.that(read.get().cues().size() <= WebVtt.MOST_CUES, "More cues than are read");
    for (Cue cue : read.get().cues()) {
      Expect.that(cue.startNs() >= 0 && cue.endNs() > cue.startNs(), "A cue goes backwards");
      Expect.that(!cue.text().isEmpty(), "A cue says nothing");
      Expect.that(cue.text().length() <= WebVtt.LONGEST_TEXT + 1, "A cue says too much");
    }
    CueTimes.place(read.get(), new Anchors.Anchor(0, 1, 0, 0), 0, 1);
  }
}
