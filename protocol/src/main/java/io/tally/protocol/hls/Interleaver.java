// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.Track;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// In which order do the packets of two tracks follow each other?
///
/// By their place on the presentation: sound by its pts, a keyframe by its pts, and a picture
/// between them by its dts plus the run's reordering delay, as far as pictures have been shown by
/// then. So all sound before a keyframe comes out before it, also where pictures are missing in
/// front of it: an encoder that reorders tells a hole in the pts some pictures later in the dts. A
/// packet is held until the other track has come as far, or is more than a second behind: a track
/// that falls silent must not stop the other.
final class Interleaver {
  private static final long PATIENCE_NS = 1_000_000_000L;

  /// A packet and its place, ns on the sender's timeline.
  record Placed(EncodedPacket packet, long placeNs) {}

  private final Map<Track, ArrayDeque<Placed>> waiting = new EnumMap<>(Track.class);
  private final long beginsNs;
  private final long videoDelayNs;
  private long shownNs; // the latest time at which a picture so far is shown
  private long lastNs; // the place of the last picture

  /// @param tracks the tracks of the run
  /// @param first what the run begins with: a keyframe, or sound where there are no pictures
  Interleaver(Iterable<Track> tracks, EncodedPacket first) {
    for (Track track : tracks) {
      waiting.put(track, new ArrayDeque<>());
    }
    beginsNs = first.track() == Track.VIDEO ? first.ptsNs() : first.dtsNs();
    videoDelayNs = first.ptsNs() - first.dtsNs();
    shownNs = beginsNs;
    lastNs = beginsNs;
  }

  /// Where the run begins, ns on the sender's timeline.
  long beginsNs() {
    return beginsNs;
  }

  private long placeNs(EncodedPacket packet) {
    if (packet.track() == Track.AUDIO) {
      return packet.dtsNs();
    }
    shownNs = Math.max(shownNs, packet.ptsNs());
    long placeNs =
        packet.keyframe() ? packet.ptsNs() : Math.min(shownNs, packet.dtsNs() + videoDelayNs);
    lastNs = Math.max(lastNs, placeNs);
    return lastNs;
  }

  /// Takes the next packet of one of the tracks of the run; one of another track, or from before
  /// its beginning, is ignored.
  void add(EncodedPacket packet) {
    ArrayDeque<Placed> queue = waiting.get(packet.track());
    if (queue != null) {
      Placed placed = new Placed(packet, placeNs(packet));
      if (placed.placeNs() >= beginsNs) {
        queue.add(placed);
      }
    }
  }

  /// The next packet whose turn is certain.
  Optional<Placed> next() {
    return choose(/* all= */ false);
  }

  /// The next packet of those that are left, once no more will come.
  Optional<Placed> last() {
    return choose(/* all= */ true);
  }

  private Optional<Placed> choose(boolean all) {
    ArrayDeque<Placed> best = null;
    boolean certain = true;
    long bestNs = Long.MAX_VALUE;
    for (ArrayDeque<Placed> queue : waiting.values()) {
      Placed head = queue.peek();
      if (head == null) {
        certain = false;
      } else if (best == null || head.placeNs() < bestNs) {
        best = queue;
        bestNs = head.placeNs();
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    boolean late = best.getLast().placeNs() - bestNs > PATIENCE_NS;
    return certain || all || late ? Optional.of(best.remove()) : Optional.empty();
  }
}
