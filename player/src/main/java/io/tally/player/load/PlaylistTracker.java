// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.load;

import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.parser.PlaylistParser;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What does the media playlist say now?
///
/// Reloads it on a virtual thread as RFC 8216 6.3.4 asks, counted from the start of each request: a
/// target duration after a change, half of one without. A playlist that does not change, does not
/// load or cannot be read is a [Health] with a sentence; it is tried again for ever. Life: `start`
/// once, `close` at any point and twice. Threads: any.
public final class PlaylistTracker implements AutoCloseable {
  private static final HttpLoader.Limits LIMITS =
      new HttpLoader.Limits(PlaylistParser.MOST_BYTES, Duration.ofSeconds(10));
  private static final long FIRST_RETRY_NS = 500_000_000L;
  private static final long SHORTEST_WAIT_NS = 100_000_000L;
  private static final int STUCK_AFTER_TARGET_DURATIONS = 3; // RFC 8216 6.2.1

  /// Does the playlist come as it should?
  public sealed interface Health {
    /// It changes in time.
    record Fresh() implements Health {}

    /// It loads and does not change.
    record Stuck(String problem) implements Health {}

    /// It does not load, or is not a playlist.
    record Failing(String problem) implements Health {}

    /// It has ended: nothing more will come.
    record Ended() implements Health {}
  }

  private final HttpLoader http;
  private final URI uri;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final long firstRequestNs;
  private PlaylistSnapshot snapshot; // guarded by lock
  private Health health = new Health.Fresh(); // guarded by lock
  private long changedAtNs; // guarded by lock
  private volatile boolean closed;
  private @Nullable Thread thread;

  /// @param uri asked again and again
  /// @param first what it gave the first time
  /// @param requestedAtNs `System.nanoTime` when that was asked for
  /// @param http stays the caller's
  public PlaylistTracker(URI uri, MediaPlaylist first, long requestedAtNs, HttpLoader http) {
    this.uri = uri;
    this.http = http;
    snapshot = PlaylistSnapshot.first(first);
    changedAtNs = requestedAtNs;
    firstRequestNs = requestedAtNs;
    if (first.ended()) {
      health = new Health.Ended();
    }
  }

  /// Begins to reload, when the playlist has not ended.
  public void start() {
    if (!snapshot().playlist().ended()) {
      thread = Thread.ofVirtual().name("playlist").start(this::run);
    }
  }

  /// The newest playlist.
  public PlaylistSnapshot snapshot() {
    lock.lock();
    try {
      return snapshot;
    } finally {
      lock.unlock();
    }
  }

  /// Whether it comes as it should.
  public Health health() {
    lock.lock();
    try {
      return health;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a playlist that differs from one; returns the newest, the same one when closed.
  @SuppressWarnings("ReferenceEquality") // every change makes another object; lists may be long
  PlaylistSnapshot awaitNewer(PlaylistSnapshot seen) throws InterruptedException {
    lock.lock();
    try {
      while (!closed
          && snapshot.playlist() == seen.playlist()
          && snapshot.epoch() == seen.epoch()) {
        changed.await();
      }
      return snapshot;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    long requestNs = firstRequestNs;
    long waitNs = waitNs(snapshot().playlist(), true, 0);
    int failures = 0;
    try {
      while (!closed && !snapshot().playlist().ended()) {
        long leftNs = Math.max(SHORTEST_WAIT_NS, requestNs + waitNs - System.nanoTime());
        TimeUnit.NANOSECONDS.sleep(leftNs);
        requestNs = System.nanoTime();
        Optional<String> problem;
        boolean isNew = false;
        try {
          HttpLoader.Loaded loaded = http.load(uri, Optional.empty(), LIMITS);
          Playlist read = PlaylistParser.parse(loaded.uri(), loaded.bytes());
          problem = problemWith(read);
          isNew =
              problem.isEmpty() && read instanceof MediaPlaylist media && accept(media, requestNs);
        } catch (LoadException e) {
          problem = Optional.ofNullable(e.getMessage());
        }
        failures = problem.isPresent() ? failures + 1 : 0;
        judge(problem);
        waitNs = waitNs(snapshot().playlist(), isNew, failures);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed: that is how the thread ends
    }
  }

  /// When to ask again after a request, ns.
  static long waitNs(MediaPlaylist playlist, boolean changed, int failures) {
    long target = playlist.targetDurationNs();
    if (failures > 0) {
      return Math.min(target, FIRST_RETRY_NS << Math.min(failures - 1, 6));
    }
    return changed ? target : target / 2;
  }

  private static Optional<String> problemWith(Playlist read) {
    return switch (read) {
      case MediaPlaylist media ->
          media.encryption().isPresent()
              ? Optional.of("The stream became encrypted, which is not supported yet")
              : Optional.empty();
      case Playlist.Unreadable unreadable -> Optional.of(unreadable.problem());
      default -> Optional.of("The media playlist became a multivariant playlist");
    };
  }

  @SuppressWarnings("ReferenceEquality") // as in awaitNewer
  private boolean accept(MediaPlaylist media, long requestedAtNs) {
    lock.lock();
    try {
      PlaylistSnapshot before = snapshot;
      snapshot = before.follow(media);
      boolean isNew = snapshot.playlist() != before.playlist();
      if (isNew) {
        changedAtNs = requestedAtNs;
        changed.signalAll();
      }
      return isNew;
    } finally {
      lock.unlock();
    }
  }

  private void judge(Optional<String> problem) {
    lock.lock();
    try {
      long ageNs = System.nanoTime() - changedAtNs;
      long targetNs = snapshot.playlist().targetDurationNs();
      if (problem.isPresent()) {
        health = new Health.Failing("The playlist does not load, trying again: " + problem.get());
      } else if (snapshot.playlist().ended()) {
        health = new Health.Ended();
      } else if (ageNs > STUCK_AFTER_TARGET_DURATIONS * targetNs) {
        health =
            new Health.Stuck(
                "The playlist has not changed for %.0f s, where %.0f s are usual: has the sender stopped?"
                    .formatted(ageNs / 1e9, targetNs / 1e9));
      } else {
        health = new Health.Fresh();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    closed = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
