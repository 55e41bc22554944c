// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.feed;

import io.tally.player.adapt.AbrController;
import io.tally.player.follow.Alignment;
import io.tally.player.follow.PlaylistSnapshot;
import io.tally.player.follow.Variants;
import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.load.LoadException.Reach;
import io.tally.player.load.LoadMeter;
import io.tally.player.playlist.MediaPlaylist;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which segment is loaded next, from which variant, and what becomes of one that does not load?
///
/// Joins a live stream at its hold-back and a recording at its start, then loads in order, as far
/// ahead as the [SegmentBuffer] lets it. Loss: a segment that the server refuses or sends broken,
/// after retries with back-off, is taken from another variant, or skipped with a note where there
/// is none; without a connection it tries for ever. When the stream restarts, or the live window
/// has passed it by, it joins anew. Life: `start` once, `close` at any point and twice. Threads:
/// loads on a virtual thread, on which notes come; the rest from any.
public final class SegmentLoader implements AutoCloseable {
  private static final long LOOK_NS = 1_000_000_000L;
  private static final int LOST_AFTER_ATTEMPTS = 3;

  private final Variants variants;
  private final SegmentBuffer buffer;
  private final Consumer<String> notes;
  private final Fetcher fetcher;
  private final Changeover changeover;
  private final JoinPoint join;
  private final LoadCounts counts = new LoadCounts();
  private volatile Optional<String> problem = Optional.empty();
  private volatile boolean rejoin;
  private volatile boolean closed;
  private @Nullable Runnable restarted; // set before it starts
  private @Nullable Thread thread;

  // On the loading thread only.
  private Cursor cursor = Cursor.of(0);
  private int epoch;
  private int attempts;
  private boolean newTimeline = true;
  private boolean switched;
  private @Nullable LoadedSegment last;

  /// @param variants stays the caller's
  /// @param join where to begin
  /// @param notes told what happened to the stream, in a sentence each
  public SegmentLoader(
      Variants variants,
      AbrController abr,
      HttpLoader http,
      SegmentBuffer buffer,
      JoinPoint join,
      Consumer<String> notes) {
    this.variants = variants;
    this.buffer = buffer;
    this.join = join;
    this.notes = notes;
    fetcher = new Fetcher(http, abr);
    changeover = new Changeover(variants, abr, buffer, notes);
  }

  /// Leaves a restart of the stream to the caller, who is told of it once; nothing is loaded from
  /// then on. Said before it starts.
  public void leaveRestarts(Runnable told) {
    restarted = told;
  }

  /// Begins to load.
  public void start() {
    thread = Thread.ofVirtual().name("segments").start(this::run);
  }

  /// Asks for what is loaded and not demuxed yet to be replaced by what the addresses give now.
  public void replace() {
    buffer.wantCut();
  }

  /// Asks to go on at the live position, should that be further on than the next segment.
  public void rejoin() {
    rejoin = true;
  }

  /// What keeps the next segment from coming, while something does.
  public Optional<String> problem() {
    return problem;
  }

  /// What was loaded so far.
  public LoadCounts counts() {
    return counts;
  }

  private void run() {
    try {
      PlaylistSnapshot snapshot = variants.tracker().snapshot();
      epoch = snapshot.epoch();
      cursor = join.first(snapshot);
      boolean isFirst = JoinPoint.isEmpty(snapshot.playlist());
      while (!closed) {
        buffer.awaitRoom(); // first: meanwhile the playlist may have moved on
        snapshot = variants.tracker().snapshot();
        MediaPlaylist playlist = snapshot.playlist();
        if (isFirst && !JoinPoint.isEmpty(playlist)) {
          cursor = join.first(snapshot); // the first playlist had nothing to join at
          isFirst = false;
        }
        Runnable left = restarted;
        if (left != null && snapshot.epoch() != epoch) {
          tellRestart(snapshot.playlist());
          left.run();
          return;
        }
        follow(snapshot);
        replace(snapshot);
        Optional<Chunk> chunk = Chunk.at(playlist, cursor);
        if (chunk.isPresent()) {
          boolean may = changeover.hasChoice() && chunk.get().begins() && attempts == 0;
          if (!may || !apply(changeover.steer(snapshot, cursor, chunk.get(), last))) {
            step(snapshot, chunk.get());
          }
        } else if (playlist.ended()) {
          buffer.end();
          buffer.awaitCut(); // what nobody has heard yet may still be wanted otherwise
        } else {
          await(snapshot);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed: that is how the thread ends
    } finally {
      fetcher.close();
    }
  }

  private void await(PlaylistSnapshot snapshot) throws InterruptedException {
    fetcher.prepare(snapshot.playlist());
    variants.tracker().awaitNewer(snapshot, LOOK_NS);
    Optional<String> lost = variants.tracker().health().trouble();
    if (lost.isPresent()) {
      apply(changeover.leave(snapshot, cursor, lost.get(), last));
    }
  }

  /// Goes back to where what was loaded is to be replaced.
  private void replace(PlaylistSnapshot snapshot) {
    OptionalLong fromNs = buffer.cut();
    if (fromNs.isPresent()) {
      cursor = JoinPoint.at(fromNs.getAsLong()).first(snapshot);
      attempts = 0;
    }
  }

  /// Moves to another place of the stream where the playlist or the player asks for it.
  private void follow(PlaylistSnapshot snapshot) {
    MediaPlaylist playlist = snapshot.playlist();
    long next = cursor.sequence();
    if (snapshot.epoch() != epoch) {
      tellRestart(playlist);
      epoch = snapshot.epoch();
      fetcher.forget();
      jumpTo(JoinPoint.live(playlist));
    } else if (next < playlist.mediaSequence()) {
      long lost = playlist.mediaSequence() - next;
      notes.accept(
          "%d segments left the playlist before they were loaded; going on at the live position"
              .formatted(lost));
      counts.skipped(lost);
      jumpTo(JoinPoint.live(playlist));
    } else if (rejoin && Chunk.at(playlist, cursor).isPresent()) {
      rejoin = false;
      Cursor live = JoinPoint.live(playlist);
      if (!playlist.ended() && live.isAfter(cursor)) {
        jumpTo(live);
      }
    }
  }

  private void tellRestart(MediaPlaylist playlist) {
    notes.accept(
        "The stream restarted: segment %d was next and the playlist now begins with %d"
            .formatted(cursor.sequence(), playlist.mediaSequence()));
  }

  private void jumpTo(Cursor to) {
    cursor = to;
    attempts = 0;
    newTimeline = true;
  }

  /// Goes on in another variant, when that is what came out; true when the playlist is to be looked
  /// at again.
  private boolean apply(Changeover.Outcome outcome) {
    if (outcome.place().isPresent()) {
      Alignment.Place place = outcome.place().get();
      cursor = Cursor.of(place.sequence());
      attempts = 0;
      switched = true;
      newTimeline |= !place.runsOn();
    }
    return outcome.tried();
  }

  private void step(PlaylistSnapshot snapshot, Chunk chunk) throws InterruptedException {
    if (chunk.gap()) {
      skip(chunk, "it is marked as missing");
      return;
    }
    if (chunk.discontinuity() && attempts == 0) {
      fetcher.forget();
    }
    try {
      LoadMeter meter = changeover.meter(snapshot, cursor, chunk);
      LoadedSegment loaded = loaded(snapshot, chunk, fetcher.fetch(chunk, meter));
      problem = Optional.empty();
      counts.loaded(loaded.media().length, chunk.durationNs());
      buffer.put(loaded);
      last = loaded;
      newTimeline = false;
      switched = false;
      cursor = chunk.after();
      attempts = 0;
    } catch (LoadException e) {
      if (e.reach() == Reach.BROKEN_OFF) {
        apply(changeover.abandon(snapshot, cursor, last));
      } else {
        retry(snapshot, chunk, e);
      }
    }
  }

  private void retry(PlaylistSnapshot snapshot, Chunk chunk, LoadException failure)
      throws InterruptedException {
    attempts++;
    String message = String.valueOf(failure.getMessage());
    boolean lost = failure.reach() == Reach.CONNECTION && attempts >= LOST_AFTER_ATTEMPTS;
    boolean given = attempts >= failure.reach().mostAttempts();
    if ((lost || given) && apply(changeover.leave(snapshot, cursor, message, last))) {
      return;
    }
    if (given) {
      skip(chunk, message);
    } else {
      problem = Optional.of(message);
      TimeUnit.NANOSECONDS.sleep(retryNs(attempts, snapshot.playlist().targetDurationNs()));
    }
  }

  private void skip(Chunk chunk, String why) {
    notes.accept("Segment %d is left out: %s".formatted(chunk.segment().mediaSequence(), why));
    problem = Optional.of(why);
    counts.skipped(1);
    jumpTo(chunk.after());
  }

  /// How long to wait after a failed attempt, ns.
  static long retryNs(int attempts, long targetDurationNs) {
    long cap = Math.max(1_000_000_000L, targetDurationNs);
    return Math.min(cap, 250_000_000L << Math.min(attempts - 1, 6));
  }

  private LoadedSegment loaded(PlaylistSnapshot snapshot, Chunk chunk, Fetcher.Fetched bytes) {
    return new LoadedSegment(
        chunk.segment(),
        bytes.init(),
        bytes.media(),
        newTimeline || chunk.discontinuity(),
        switched || !hasSameInit(chunk),
        snapshot.originNs() + chunk.startNs(),
        chunk.durationNs(),
        chunk.date(),
        Instant.now());
  }

  private boolean hasSameInit(Chunk chunk) {
    LoadedSegment before = last;
    return before == null || chunk.segment().init().equals(before.segment().init());
  }

  /// Ends loading. Idempotent.
  @Override
  public void close() {
    closed = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }
}
