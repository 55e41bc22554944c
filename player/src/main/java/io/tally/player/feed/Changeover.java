// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.feed;

import io.tally.player.adapt.AbrController;
import io.tally.player.adapt.Decision;
import io.tally.player.follow.Alignment;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.follow.Variants;
import io.tally.player.load.LoadException;
import io.tally.player.load.LoadMeter;
import io.tally.player.playlist.Segment;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// To which variant or address does loading go over, and where does it go on there?
///
/// Threads: the loading thread.
final class Changeover {
  /// What came of it.
  ///
  /// @param tried something changed, so that the playlist is to be looked at again
  /// @param place where to go on in the new variant's playlist; empty when the old one stays
  record Outcome(boolean tried, Optional<Alignment.Place> place) {}

  private static final Outcome NOTHING = new Outcome(false, Optional.empty());

  private final Variants variants;
  private final AbrController abr;
  private final SegmentBuffer buffer;
  private final Consumer<String> notes;
  private volatile @Nullable Decision abandoned;

  Changeover(Variants variants, AbrController abr, SegmentBuffer buffer, Consumer<String> notes) {
    this.variants = variants;
    this.abr = abr;
    this.buffer = buffer;
    this.notes = notes;
  }

  boolean hasChoice() {
    return abr.ladder().size() > 1 || !variants.isFollowing(variants.current());
  }

  /// Goes over where that is better.
  ///
  /// @param last what was loaded before; null at the beginning
  Outcome steer(PlaylistSnapshot from, Cursor cursor, Chunk chunk, @Nullable LoadedSegment last)
      throws InterruptedException {
    return obey(abr.choose(moment(from, cursor, chunk.durationNs())), from, cursor, last);
  }

  /// Goes over because this variant does not give what is needed, if there is another.
  Outcome leave(PlaylistSnapshot from, Cursor cursor, String why, @Nullable LoadedSegment last)
      throws InterruptedException {
    int current = variants.current();
    if (variants.addresses().failed(current, variants.tracker().uri(), true, why)) {
      return change(current, from, cursor, last);
    }
    if (!abr.hasOther()) {
      abr.unbar();
      return NOTHING;
    }
    abr.bar(current, why);
    long segmentNs = from.playlist().targetDurationNs();
    return obey(abr.choose(moment(from, cursor, segmentNs)), from, cursor, last);
  }

  /// A meter for the load of a chunk that breaks it off when a lower variant would come earlier.
  LoadMeter meter(PlaylistSnapshot from, Cursor cursor, Chunk chunk) {
    abandoned = null;
    return new LoadMeter(load -> {
      if (buffer.isCutWanted()) {
        return Optional.of("It is not wanted any more");
      }
      AbrController.Progress progress =
          new AbrController.Progress(
              load.bytes(), load.expectedBytes(), load.elapsedNs(), load.firstByteNs());
      Optional<Decision> decision = abr.abandon(moment(from, cursor, chunk.durationNs()), progress);
      decision.ifPresent(made -> abandoned = made);
      return decision.map(Decision::reason);
    });
  }

  /// Goes over to the variant for which a load was broken off.
  Outcome abandon(PlaylistSnapshot from, Cursor cursor, @Nullable LoadedSegment last)
      throws InterruptedException {
    return obey(Optional.ofNullable(abandoned), from, cursor, last);
  }

  private AbrController.Moment moment(PlaylistSnapshot from, Cursor cursor, long segmentNs) {
    return new AbrController.Moment(
        cursor.sequence(), buffer.aheadNs(), segmentNs, !from.playlist().ended());
  }

  private Outcome obey(
      Optional<Decision> decided,
      PlaylistSnapshot from,
      Cursor cursor,
      @Nullable LoadedSegment last)
      throws InterruptedException {
    if (decided.isEmpty() || variants.isFollowing(decided.get().to().index())) {
      return NOTHING;
    }
    Decision decision = decided.get();
    Outcome outcome = change(decision.to().index(), from, cursor, last);
    if (outcome.place().isPresent() && decision.cause() == Decision.Cause.MISSING) {
      notes.accept(decision.reason());
    }
    return outcome;
  }

  private Outcome change(int to, PlaylistSnapshot from, Cursor cursor, @Nullable LoadedSegment last)
      throws InterruptedException {
    boolean same = to == variants.current();
    URI address = variants.addresses().of(to);
    try {
      Alignment.Place place = variants.change(to, address, wanted(from, cursor, last));
      if (same) {
        long segmentNs = from.playlist().targetDurationNs();
        abr.moved(moment(from, cursor, segmentNs), variants.addresses().reason());
      }
      return new Outcome(true, Optional.of(place));
    } catch (LoadException e) {
      String why = String.valueOf(e.getMessage());
      if (!variants.addresses().failed(to, address, false, why)) {
        abr.bar(to, why);
        notes.accept(abr.ladder().get(to).name() + " cannot be had: " + why);
      }
      return new Outcome(true, Optional.empty());
    }
  }

  private static Alignment.Wanted wanted(
      PlaylistSnapshot from, Cursor cursor, @Nullable LoadedSegment last) {
    Optional<Segment> next = Chunk.at(from.playlist(), cursor).map(Chunk::segment);
    if (next.isPresent()) {
      return new Alignment.Wanted(
          next.get().mediaSequence(), from.positionNs(next.get()), next.get().programDateTime());
    }
    return last == null
        ? new Alignment.Wanted(cursor.sequence(), from.endNs(), Optional.empty())
        : new Alignment.Wanted(
            cursor.sequence(),
            last.positionNs() + last.durationNs(),
            last.date().map(date -> date.plusNanos(last.durationNs())));
  }
}
