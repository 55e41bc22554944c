// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.receive;

import java.util.BitSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which of the numbered tracks of a kind is the programme?
///
/// Track 0, and until it shows up the first that came. There is one programme here, so further
/// tracks are counted, told of once, and passed over.
final class ProgrammeTrack {
  private static final Logger LOG = LoggerFactory.getLogger(ProgrammeTrack.class);

  private final String kind;
  private final BitSet further = new BitSet();
  private int chosen = -1;

  /// @param kind what a person calls it
  ProgrammeTrack(String kind) {
    this.kind = kind;
  }

  /// Whether what comes is of the programme.
  ///
  /// @param track 0 to 255
  boolean isProgramme(int track) {
    if (chosen < 0 || track == 0) {
      chosen = track;
    }
    if (track != chosen && !further.get(track)) {
      if (further.isEmpty()) {
        LOG.info(
            "The sender sends more than one {} track: track {} is taken, the others are passed over",
            kind,
            chosen);
      }
      further.set(track);
    }
    return track == chosen;
  }

  /// How many tracks are passed over.
  int further() {
    return further.cardinality();
  }
}
