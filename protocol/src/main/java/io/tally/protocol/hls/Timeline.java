// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.hls;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.protocol.hls.Interleaver.Placed;
import io.tally.protocol.hls.SegmentCutter.Cut;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which packets make up each segment of one unbroken run of times?
///
/// It begins with the first keyframe; what is earlier on the presentation is left out. Dates go on
/// from the arrival of that keyframe by the sender's own times, so that they step exactly as the
/// segments do.
final class Timeline {
  /// The packets of one segment in their order, and where they stand.
  ///
  /// @param durationNs up to the first picture of the next segment, ns
  /// @param independent it begins with a keyframe
  record Piece(
      List<EncodedPacket> packets, long durationNs, Instant dateTime, boolean independent) {}

  /// How a packet's time stands to those before.
  enum Fit {
    GOES_ON,
    /// The sender's times were set anew: this timeline is over.
    JUMPS,
    /// Left over from the times before a jump of the other track.
    STRAY
  }

  private static final long LONGEST_STEP_NS = 3_000_000_000L;
  private static final long FARTHEST_APART_NS = 10_000_000_000L;
  private static final int MOST_STRAYS = 500;
  private static final int MOST_EARLY = 200;

  private final List<Track> tracks = new ArrayList<>();
  private final Track lead;
  private final SegmentCutter cutter;
  private final Consumer<Piece> out;
  private final ArrayDeque<EncodedPacket> early = new ArrayDeque<>();
  private final Map<Track, Long> newestNs = new EnumMap<>(Track.class);
  private int strays;

  private @Nullable Interleaver interleaver;
  private List<EncodedPacket> current = new ArrayList<>();
  private Instant epochDate = Instant.EPOCH;
  private long epochNs;
  private long startNs;
  private long lastNs;
  private long lastDtsNs;
  private long stepNs;
  private long keyframeNs;
  private boolean independent = true;

  /// @param out called with each finished piece, within [#add] and [#finish]
  Timeline(StreamParameters parameters, SegmentCutter cutter, Consumer<Piece> out) {
    if (parameters.video() != null) {
      tracks.add(Track.VIDEO);
    }
    if (parameters.audio() != null) {
      tracks.add(Track.AUDIO);
    }
    lead = tracks.getFirst();
    this.cutter = cutter;
    this.out = out;
  }

  /// Looks whether a packet belongs here.
  Fit fit(EncodedPacket packet) {
    Long before = newestNs.get(packet.track());
    long dtsNs = packet.dtsNs();
    if (before != null) {
      return dtsNs < before || dtsNs - before > LONGEST_STEP_NS ? Fit.JUMPS : Fit.GOES_ON;
    }
    for (long other : newestNs.values()) {
      if (Math.abs(dtsNs - other) > FARTHEST_APART_NS) {
        return ++strays > MOST_STRAYS ? Fit.JUMPS : Fit.STRAY;
      }
    }
    return Fit.GOES_ON;
  }

  /// Takes the next packet, which [Fit#GOES_ON].
  ///
  /// @param earliest the first segment's date is not before this, so that dates never fall
  void add(EncodedPacket packet, Instant arrived, Instant earliest) {
    newestNs.put(packet.track(), packet.dtsNs());
    Interleaver order = interleaver;
    if (order == null) {
      if (packet.track() == lead && packet.keyframe()) {
        begin(packet, arrived.isBefore(earliest) ? earliest : arrived);
      } else if (packet.track() != lead) {
        early.add(packet);
        if (early.size() > MOST_EARLY) {
          early.remove();
        }
      }
      return;
    }
    order.add(packet);
    drain(order);
  }

  private void begin(EncodedPacket keyframe, Instant date) {
    Interleaver order = new Interleaver(tracks, keyframe);
    interleaver = order;
    epochDate = date;
    epochNs = order.beginsNs();
    startNs = epochNs;
    lastNs = epochNs;
    keyframeNs = epochNs;
    stepNs = keyframe.durationNs();
    order.add(keyframe);
    early.forEach(order::add);
    early.clear();
    drain(order);
  }

  private void drain(Interleaver order) {
    for (Optional<Placed> next = order.next(); next.isPresent(); next = order.next()) {
      place(next.get().packet(), next.get().placeNs());
    }
  }

  private void place(EncodedPacket packet, long placeNs) {
    if (packet.track() == lead) {
      stepNs = placeNs > lastNs ? placeNs - lastNs : stepNs;
      Cut cut = cutter.before(packet.keyframe(), placeNs - startNs, placeNs - keyframeNs, stepNs);
      if (cut != Cut.NO) {
        emit(placeNs, packet.dtsNs());
        independent = cut == Cut.AT_KEYFRAME;
      }
      keyframeNs = packet.keyframe() ? placeNs : keyframeNs;
      lastNs = placeNs;
      lastDtsNs = packet.dtsNs();
    }
    current.add(packet);
  }

  private void emit(long endNs, long nextDtsNs) {
    long durationNs = endNs - startNs;
    lastOneEndsAt(nextDtsNs);
    cutter.finished(durationNs);
    Piece piece =
        new Piece(current, durationNs, epochDate.plusNanos(startNs - epochNs), independent);
    current = new ArrayList<>();
    startNs = endNs;
    out.accept(piece);
  }

  /// The last picture of a fragment lasts for its duration, which an ingest can only guess: until
  /// the next one is decoded.
  private void lastOneEndsAt(long nextDtsNs) {
    for (int i = current.size() - 1; i >= 0; i--) {
      EncodedPacket packet = current.get(i);
      if (packet.track() == Track.VIDEO) {
        current.set(
            i,
            new EncodedPacket(
                packet.track(),
                packet.ptsNs(),
                packet.dtsNs(),
                Math.max(0, nextDtsNs - lastDtsNs),
                packet.keyframe(),
                packet.disposable(),
                packet.data()));
        return;
      }
    }
  }

  /// Puts what is left into a last segment.
  void finish() {
    Interleaver order = interleaver;
    if (order == null) {
      return;
    }
    for (Optional<Placed> next = order.last(); next.isPresent(); next = order.last()) {
      place(next.get().packet(), next.get().placeNs());
    }
    if (!current.isEmpty()) {
      emit(lastNs + stepNs, lastDtsNs + stepNs);
    }
  }
}
