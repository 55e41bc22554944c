// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.load;

import io.tally.player.playlist.Segment.ByteRange;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Which bytes of a resource that is still growing have come?
///
/// Filled by one load, cut into pieces by whoever learns meanwhile what they are. Holds what was
/// not let go. Threads: any.
public final class ArrivingBytes {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private byte[] bytes = new byte[1 << 16]; // guarded by lock, as below
  private int count;
  private long from; // of the resource, the place of the first byte
  private long ahead; // bytes to leave out, before the first that is wanted
  private boolean ended;
  private @Nullable LoadException failure;

  /// @param from the first byte of the resource that is wanted
  public ArrivingBytes(long from) {
    this.from = from;
  }

  /// Loads; until it has ended, been interrupted or failed.
  ///
  /// @param range that begins at the first byte wanted; empty for all
  public byte[] fill(HttpLoader http, URI uri, Optional<ByteRange> range, HttpLoader.Limits limits)
      throws LoadException, InterruptedException {
    Optional<LoadException> why = Optional.empty();
    try {
      return http.load(uri, range, limits, new LoadMeter(this)).bytes();
    } catch (LoadException e) {
      why = Optional.of(e);
      throw e;
    } finally {
      end(why);
    }
  }

  /// The first byte that is wanted and was not taken.
  long from() {
    lock.lock();
    try {
      return from;
    } finally {
      lock.unlock();
    }
  }

  /// Says that so many bytes come which are not wanted: a server that knows no ranges gives all.
  void skip(long unwanted) {
    lock.lock();
    try {
      ahead = unwanted;
    } finally {
      lock.unlock();
    }
  }

  void add(byte[] piece) {
    lock.lock();
    try {
      int skipped = (int) Math.min(ahead, piece.length);
      ahead -= skipped;
      int added = piece.length - skipped;
      if (count + added > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, count + added));
      }
      System.arraycopy(piece, skipped, bytes, count, added);
      count += added;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void end(Optional<LoadException> why) {
    lock.lock();
    try {
      ended = true;
      failure = why.orElse(null);
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Takes a piece once it has come, and lets go of all before its end.
  ///
  /// @param length empty for all up to the end, which is waited for
  /// @param patienceNs how long it may take
  /// @return empty when it does not come in time, or not at all
  /// @throws LoadException when the load failed before it had come
  public Optional<byte[]> take(long place, Optional<Long> length, long patienceNs)
      throws LoadException, InterruptedException {
    lock.lock();
    try {
      long leftNs = patienceNs;
      while (!ended && (length.isEmpty() || from + count < place + length.get()) && leftNs > 0) {
        leftNs = more.awaitNanos(leftNs);
      }
      long end = length.isPresent() ? place + length.get() : from + count;
      boolean whole = length.isPresent() || (ended && failure == null);
      if (place < from || end < place || end > from + count || !whole) {
        if (ended && failure != null) {
          throw failure;
        }
        return Optional.empty();
      }
      byte[] piece = Arrays.copyOfRange(bytes, (int) (place - from), (int) (end - from));
      int kept = (int) (from + count - end);
      System.arraycopy(bytes, (int) (end - from), bytes, 0, kept);
      from = end;
      count = kept;
      return Optional.of(piece);
    } finally {
      lock.unlock();
    }
  }

  /// Whether all has come and been taken.
  public boolean isDone() {
    lock.lock();
    try {
      return ended && count == 0;
    } finally {
      lock.unlock();
    }
  }
}
