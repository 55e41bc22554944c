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
/// By their place on the presentation: sound by its pts, a picture by its dts plus the run's
/// reordering delay, which for a keyframe is its pts. So all sound before a keyframe comes out
/// before it. A packet is held until the other track has come as far, or is more than a second
/// behind: a track that falls silent must not stop the other.
final class Interleaver {
  private static final long PATIENCE_NS = 1_000_000_000L;

  private final Map<Track, ArrayDeque<EncodedPacket>> waiting = new EnumMap<>(Track.class);
  private final long videoDelayNs;

  /// @param tracks the tracks of the run
  /// @param videoDelayNs pts minus dts of the run's first keyframe, ns
  Interleaver(Iterable<Track> tracks, long videoDelayNs) {
    for (Track track : tracks) {
      waiting.put(track, new ArrayDeque<>());
    }
    this.videoDelayNs = videoDelayNs;
  }

  /// When a packet has its place, ns on the sender's timeline.
  long placeNs(EncodedPacket packet) {
    return packet.dtsNs() + (packet.track() == Track.VIDEO ? videoDelayNs : 0);
  }

  /// Takes a packet of one of the tracks of the run; another is ignored.
  void add(EncodedPacket packet) {
    ArrayDeque<EncodedPacket> queue = waiting.get(packet.track());
    if (queue != null) {
      queue.add(packet);
    }
  }

  /// The next packet whose turn is certain.
  Optional<EncodedPacket> next() {
    return choose(/* all= */ false);
  }

  /// The next packet of those that are left, once no more will come.
  Optional<EncodedPacket> last() {
    return choose(/* all= */ true);
  }

  private Optional<EncodedPacket> choose(boolean all) {
    ArrayDeque<EncodedPacket> best = null;
    boolean certain = true;
    long bestNs = Long.MAX_VALUE;
    for (ArrayDeque<EncodedPacket> queue : waiting.values()) {
      EncodedPacket head = queue.peek();
      if (head == null) {
        certain = false;
      } else if (best == null || placeNs(head) < bestNs) {
        best = queue;
        bestNs = placeNs(head);
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    boolean late = placeNs(best.getLast()) - bestNs > PATIENCE_NS;
    return certain || all || late ? Optional.of(best.remove()) : Optional.empty();
  }
}
