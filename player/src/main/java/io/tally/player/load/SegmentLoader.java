// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.load;

import io.tally.player.load.LoadException.Reach;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Segment;
import io.tally.player.playlist.Segment.InitSection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Which segment is loaded next, and what becomes of one that does not load?
///
/// Joins a live stream at its hold-back and a recording at its start, then loads in order, as far
/// ahead as the [SegmentBuffer] lets it. Loss: a segment that the server refuses or sends broken,
/// after retries with back-off, is skipped with a note; without a connection it tries for ever.
/// When the stream restarts, or the live window has passed it by, it joins anew. Life: `start`
/// once, `close` at any point and twice. Threads: loads on a virtual thread, on which notes come;
/// the rest from any.
public final class SegmentLoader implements AutoCloseable {
  private static final HttpLoader.Limits LIMITS =
      new HttpLoader.Limits(100 << 20, Duration.ofSeconds(60));

  private final PlaylistTracker tracker;
  private final HttpLoader http;
  private final SegmentBuffer buffer;
  private final Consumer<String> notes;
  private final SegmentOpener opener;
  private final AtomicLong loadedBytes = new AtomicLong();
  private final AtomicInteger skipped = new AtomicInteger();
  private volatile long bitrateBps;
  private volatile Optional<String> problem = Optional.empty();
  private volatile boolean rejoin;
  private volatile boolean closed;
  private @Nullable Thread thread;

  // On the loading thread only.
  private long next;
  private int epoch;
  private int attempts;
  private boolean newTimeline = true;
  private @Nullable Segment last;

  /// @param notes told what happened to the stream, in a sentence each
  public SegmentLoader(
      PlaylistTracker tracker, HttpLoader http, SegmentBuffer buffer, Consumer<String> notes) {
    this.tracker = tracker;
    this.http = http;
    this.buffer = buffer;
    this.notes = notes;
    opener = new SegmentOpener(http);
  }

  /// Begins to load.
  public void start() {
    thread = Thread.ofVirtual().name("segments").start(this::run);
  }

  /// Asks to go on at the live position, should that be further on than the next segment.
  public void rejoin() {
    rejoin = true;
  }

  /// What keeps the next segment from coming, while something does.
  public Optional<String> problem() {
    return problem;
  }

  /// Bytes loaded so far.
  public long loadedBytes() {
    return loadedBytes.get();
  }

  /// Bit rate of the last segment; 0 before the first.
  public long bitrateBps() {
    return bitrateBps;
  }

  /// Segments given up.
  public int skipped() {
    return skipped.get();
  }

  private void run() {
    try {
      PlaylistSnapshot snapshot = tracker.snapshot();
      next = snapshot.playlist().joinSequence();
      boolean isFirst = snapshot.playlist().segments().isEmpty();
      while (!closed) {
        buffer.awaitRoom(); // first: meanwhile the playlist may have moved on
        snapshot = tracker.snapshot();
        MediaPlaylist playlist = snapshot.playlist();
        if (isFirst && !playlist.segments().isEmpty()) {
          next = playlist.joinSequence(); // the first playlist had nothing to join at
          isFirst = false;
        }
        follow(snapshot);
        Optional<Segment> segment = playlist.segment(next);
        if (segment.isPresent()) {
          step(snapshot, segment.get());
        } else if (playlist.ended()) {
          buffer.end();
          return;
        } else {
          tracker.awaitNewer(snapshot);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed: that is how the thread ends
    }
  }

  /// Moves to another place of the stream where the playlist or the player asks for it.
  private void follow(PlaylistSnapshot snapshot) {
    MediaPlaylist playlist = snapshot.playlist();
    if (snapshot.epoch() != epoch) {
      notes.accept(
          "The stream restarted: segment %d was next and the playlist now begins with %d"
              .formatted(next, playlist.mediaSequence()));
      epoch = snapshot.epoch();
      opener.forget();
      jumpTo(playlist.joinSequence());
    } else if (next < playlist.mediaSequence()) {
      long lost = playlist.mediaSequence() - next;
      notes.accept(
          "%d segments left the playlist before they were loaded; going on at the live position"
              .formatted(lost));
      skipped.addAndGet((int) Math.min(lost, Integer.MAX_VALUE));
      jumpTo(playlist.joinSequence());
    } else if (rejoin && playlist.segment(next).isPresent()) {
      rejoin = false;
      if (!playlist.ended() && playlist.joinSequence() > next) {
        jumpTo(playlist.joinSequence());
      }
    }
  }

  private void jumpTo(long sequence) {
    next = sequence;
    attempts = 0;
    newTimeline = true;
  }

  private void step(PlaylistSnapshot snapshot, Segment segment) throws InterruptedException {
    if (segment.gap()) {
      skip(segment, "it is marked as missing");
      return;
    }
    if (segment.discontinuity() && attempts == 0) {
      opener.forget();
    }
    try {
      LoadedSegment loaded = load(snapshot, segment);
      problem = Optional.empty();
      buffer.put(loaded);
      last = segment;
      newTimeline = false;
      next++;
      attempts = 0;
    } catch (LoadException e) {
      attempts++;
      String message = String.valueOf(e.getMessage());
      if (attempts >= mostAttempts(e.reach())) {
        skip(segment, message);
      } else {
        problem = Optional.of(message);
        TimeUnit.NANOSECONDS.sleep(retryNs(attempts, snapshot.playlist().targetDurationNs()));
      }
    }
  }

  private void skip(Segment segment, String why) {
    notes.accept("Segment %d is left out: %s".formatted(segment.mediaSequence(), why));
    problem = Optional.of(why);
    skipped.incrementAndGet();
    jumpTo(segment.mediaSequence() + 1);
  }

  private static int mostAttempts(Reach reach) {
    return switch (reach) {
      case REFUSED -> 2; // an edge may be a moment behind its playlist
      case ANSWER -> 4;
      case CONNECTION -> Integer.MAX_VALUE;
    };
  }

  /// How long to wait after a failed attempt, ns.
  static long retryNs(int attempts, long targetDurationNs) {
    long cap = Math.max(1_000_000_000L, targetDurationNs);
    return Math.min(cap, 250_000_000L << Math.min(attempts - 1, 6));
  }

  private LoadedSegment load(PlaylistSnapshot snapshot, Segment segment)
      throws LoadException, InterruptedException {
    // Side by side: on a far server each costs a round trip, and a viewer waits for both.
    Optional<EarlyLoad> early =
        opener.has(segment.init()) ? Optional.empty() : Optional.of(new EarlyLoad(http, segment));
    try {
      byte[] init = opener.init(segment.init());
      byte[] media =
          early.isPresent()
              ? early.get().bytes()
              : http.load(segment.uri(), segment.range(), LIMITS).bytes();
      media = opener.open(media, segment.keys(), segment.mediaSequence(), segment.uri());
      loadedBytes.addAndGet(media.length);
      if (segment.durationNs() > 0) {
        bitrateBps = (long) (media.length * 8e9 / segment.durationNs());
      }
      boolean isNew = newTimeline || segment.discontinuity() || !hasSameInit(segment);
      return new LoadedSegment(segment, init, media, isNew, snapshot.positionNs(segment));
    } finally {
      early.ifPresent(EarlyLoad::cancel);
    }
  }

  private boolean hasSameInit(Segment segment) {
    Segment before = last;
    Optional<InitSection> init = before == null ? Optional.empty() : before.init();
    return segment.init().equals(init);
  }

  /// A segment that loads while its initialization section does.
  private static final class EarlyLoad {
    private final java.util.concurrent.FutureTask<byte[]> task;
    private final Thread thread;

    EarlyLoad(HttpLoader http, Segment segment) {
      task =
          new java.util.concurrent.FutureTask<>(
              () -> http.load(segment.uri(), segment.range(), LIMITS).bytes());
      thread = Thread.ofVirtual().name("segment").start(task);
    }

    byte[] bytes() throws LoadException, InterruptedException {
      try {
        return task.get();
      } catch (java.util.concurrent.ExecutionException e) {
        if (e.getCause() instanceof LoadException failure) {
          throw failure;
        }
        throw new IllegalStateException("A load ended in an unexpected way", e.getCause());
      }
    }

    void cancel() {
      thread.interrupt();
    }
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
