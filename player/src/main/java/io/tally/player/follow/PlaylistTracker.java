// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.follow;

import io.tally.player.load.HttpLoader;
import io.tally.player.load.LoadException;
import io.tally.player.manifest.ManifestLoader;
import io.tally.player.net.ReloadAddress;
import io.tally.player.net.ReloadPlan;
import io.tally.player.playlist.MediaPlaylist;
import io.tally.player.playlist.Playlist;
import io.tally.player.playlist.parser.PlaylistParser;
import io.tally.player.playlist.parser.PlaylistParser.Context;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What does the media playlist say now?
///
/// Reloads it on a virtual thread as RFC 8216 6.3.4 asks, counted from the start of each request: a
/// target duration after a change, half of one without; a server that can is asked to hold its
/// answer back until there is more, and to leave out what is known. A playlist that does not
/// change, does not load or cannot be read is a [Health] with a sentence; it is tried again for
/// ever. Life: `start` once, `close` at any point and twice. Threads: any.
public final class PlaylistTracker implements AutoCloseable {
  private static final long FIRST_RETRY_NS = 500_000_000L;
  private static final long SHORTEST_WAIT_NS = 100_000_000L;
  private static final int STUCK_AFTER_TARGET_DURATIONS = 3; // RFC 8216 6.2.1

  private final ManifestLoader manifests;
  private final URI uri;
  private final Optional<Map<String, String>> variables;
  private final ReloadPlan plan = new ReloadPlan(); // on the thread `playlist` only
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final long firstRequestNs;
  private PlaylistSnapshot snapshot; // guarded by lock
  private Health health = new Health.Fresh(); // guarded by lock
  private long changedAtNs; // guarded by lock
  private long arrivedAtNs = System.nanoTime(); // guarded by lock
  private volatile boolean closed;
  private @Nullable Thread thread;

  /// @param uri asked again and again
  /// @param first what it gave the first time
  /// @param requestedAtNs `System.nanoTime` when that was asked for
  /// @param http stays the caller's
  public PlaylistTracker(URI uri, MediaPlaylist first, long requestedAtNs, HttpLoader http) {
    this(uri, first, requestedAtNs, new ManifestLoader(http), Optional.empty());
  }

  /// @param variables of the multivariant playlist that named it, which it may import
  public PlaylistTracker(
      URI uri,
      MediaPlaylist first,
      long requestedAtNs,
      ManifestLoader manifests,
      Optional<Map<String, String>> variables) {
    this(uri, PlaylistSnapshot.first(first), requestedAtNs, manifests, variables);
  }

  PlaylistTracker(
      URI uri,
      PlaylistSnapshot first,
      long requestedAtNs,
      ManifestLoader manifests,
      Optional<Map<String, String>> variables) {
    this.uri = uri;
    this.variables = variables;
    this.manifests = manifests;
    snapshot = first;
    changedAtNs = requestedAtNs;
    firstRequestNs = requestedAtNs;
    if (first.playlist().ended()) {
      health = new Health.Ended();
    }
  }

  /// Begins to reload, when the playlist has not ended.
  public void start() {
    if (!snapshot().playlist().ended()) {
      thread = Thread.ofVirtual().name("playlist").start(this::run);
    }
  }

  /// Where the playlist is asked for.
  public URI uri() {
    return uri;
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

  /// How long ago the answer came that changed the playlist last, ns: since then the stream has
  /// gone on unseen.
  public long ageNs() {
    lock.lock();
    try {
      return System.nanoTime() - arrivedAtNs;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a playlist that differs from one, for some time; returns the newest, the same one
  /// when closed.
  @SuppressWarnings("ReferenceEquality") // every change makes another object; lists may be long
  public PlaylistSnapshot awaitNewer(PlaylistSnapshot seen, long patienceNs)
      throws InterruptedException {
    lock.lock();
    try {
      long leftNs = patienceNs;
      while (!closed
          && snapshot.playlist() == seen.playlist()
          && snapshot.epoch() == seen.epoch()
          && leftNs > 0) {
        leftNs = changed.awaitNanos(leftNs);
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
        boolean held = failures == 0 && plan.waitsAtServer(snapshot().playlist());
        long leftNs = Math.max(SHORTEST_WAIT_NS, held ? 0 : requestNs + waitNs - System.nanoTime());
        TimeUnit.NANOSECONDS.sleep(leftNs);
        requestNs = System.nanoTime();
        Reload reload = reload(plan.next(uri, snapshot().playlist()), requestNs);
        failures = reload.problem().isPresent() ? failures + 1 : 0;
        judge(reload.problem());
        waitNs = waitNs(snapshot().playlist(), reload.isNew(), failures);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed: that is how the thread ends
    }
  }

  /// @param problem why nothing could be learned, when nothing could
  private record Reload(boolean isNew, Optional<String> problem) {}

  private Reload reload(Optional<ReloadAddress> held, long requestNs) throws InterruptedException {
    MediaPlaylist known = snapshot().playlist();
    try {
      Playlist read =
          manifests.load(
              held.map(ReloadAddress::uri).orElse(uri),
              held.isPresent() ? heldLimits(known) : MediaPlaylists.LIMITS,
              new Context(variables, Optional.of(known)));
      Optional<String> problem = MediaPlaylists.problemWith(read);
      if (problem.isPresent() || !(read instanceof MediaPlaylist media)) {
        return new Reload(false, problem);
      }
      if (media.lowLatency().skip().filter(skip -> !skip.merged()).isPresent()) {
        plan.refused(); // the whole playlist next
        return new Reload(false, Optional.empty());
      }
      boolean isNew = accept(media, requestNs);
      if (held.isPresent() && !isNew) {
        plan.refused(); // it does not wait; asking at once again and again would be no use
      }
      return new Reload(isNew, Optional.empty());
    } catch (LoadException e) {
      if (held.isPresent()) {
        plan.refused();
        return new Reload(false, Optional.empty()); // asked plainly it may still answer
      }
      return new Reload(false, Optional.ofNullable(e.getMessage()));
    }
  }

  /// A server may hold an answer back for three target durations (RFC 8216bis 6.2.5.2).
  private static HttpLoader.Limits heldLimits(MediaPlaylist known) {
    Duration patience = Duration.ofNanos(4 * known.targetDurationNs());
    return new HttpLoader.Limits(
        PlaylistParser.MOST_BYTES,
        patience.compareTo(MediaPlaylists.LIMITS.patience()) > 0
            ? patience
            : MediaPlaylists.LIMITS.patience());
  }

  /// When to ask again after a request, ns.
  static long waitNs(MediaPlaylist playlist, boolean changed, int failures) {
    // Whoever plays parts would starve at the pace of segments.
    boolean parts =
        !playlist.lowLatency().openParts().isEmpty()
            || (!playlist.segments().isEmpty() && !playlist.segments().getLast().parts().isEmpty());
    long target =
        parts
            ? playlist.lowLatency().partTargetNs().orElse(playlist.targetDurationNs())
            : playlist.targetDurationNs();
    if (failures > 0) {
      return Math.min(target, FIRST_RETRY_NS << Math.min(failures - 1, 6));
    }
    return changed ? target : target / 2;
  }

  @SuppressWarnings("ReferenceEquality") // as in awaitNewer
  private boolean accept(MediaPlaylist media, long requestedAtNs) {
    lock.lock();
    try {
      PlaylistSnapshot before = snapshot;
      snapshot = before.follow(media);
      boolean isNew = snapshot.hasOtherMediaThan(before);
      if (isNew) {
        changedAtNs = requestedAtNs;
        arrivedAtNs = System.nanoTime();
      }
      if (snapshot.playlist() != before.playlist()) {
        changed.signalAll();
      }
      return isNew;
    } finally {
      lock.unlock();
    }
  }

  /// Says that its playlist stands elsewhere in the stream than was thought.
  void move(long originNs) {
    lock.lock();
    try {
      snapshot =
          new PlaylistSnapshot(snapshot.playlist(), originNs, snapshot.epoch(), snapshot.behind());
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
