// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.encoder.packet.Track;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/// Which packets wait for each decoder?
///
/// The demuxer waits while every track has a second in store, or all together too many bytes; a
/// track alone may grow longer, because a fragment may hold all its pictures before all its sound.
/// Where each track has a demuxer of its own, each waits for its own track, so that another sound
/// that is chosen is heard soon. Buffers: [#put] takes an item, [#take] gives it to the caller, who
/// closes it; [#close] closes what is left. Threads: puts on `demux`, takes on the track's decoder
/// thread, the rest from any.
public final class PacketQueue implements AutoCloseable {
  private static final long AHEAD_NS = 1_000_000_000L;
  private static final long MOST_BYTES = 64 << 20;

  /// What a decoder gets.
  sealed interface Item extends AutoCloseable {
    @Override
    default void close() {}
  }

  /// A new timeline: what follows needs a new decoder.
  record Format(AVCodecParameters parameters) implements Item {
    /// What tells one codec from another: packets of the same go to the same decoder.
    static ByteBuffer fingerprint(AVCodecParameters parameters) {
      int extra = Math.max(0, parameters.extradata_size());
      ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + extra).putInt(parameters.codec_id());
      if (extra > 0) {
        parameters.extradata().get(bytes.array(), Integer.BYTES, extra);
      }
      return bytes.rewind();
    }

    /// A format of its own.
    static Format copy(AVCodecParameters borrowed) throws FfmpegException {
      AVCodecParameters copy = avcodec_parameters_alloc();
      FfmpegException.check(avcodec_parameters_copy(copy, borrowed), "Copying codec parameters");
      return new Format(copy);
    }

    @Override
    public void close() {
      avcodec_parameters_free(parameters);
    }
  }

  /// A coded unit with its times in run time, ns.
  record Coded(AVPacket packet, long durationNs) implements Item {
    /// Whether a decoder can begin here.
    boolean isKey() {
      return (packet.flags() & AV_PKT_FLAG_KEY) != 0;
    }

    @Override
    public void close() {
      av_packet_free(packet);
    }
  }

  /// What ends before this run time is decoded and left out.
  record From(long runNs) implements Item {}

  /// Nothing follows.
  record End() implements Item {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Track, Deque<Item>> items = new EnumMap<>(Track.class);
  private final Map<Track, Long> queuedNs = new EnumMap<>(Track.class);
  private final Set<Track> active = EnumSet.noneOf(Track.class);
  private long bytes;
  private boolean closed;

  private final boolean apart;

  /// @param apart each track has a demuxer of its own
  public PacketQueue(boolean apart) {
    this.apart = apart;
    for (Track track : Track.values()) {
      items.put(track, new ArrayDeque<>());
      queuedNs.put(track, 0L);
    }
  }

  /// Says which tracks the present timeline has.
  void activate(Set<Track> tracks) {
    lock.lock();
    try {
      active.clear();
      active.addAll(tracks);
    } finally {
      lock.unlock();
    }
  }

  /// Adds an item, taking it over; waits while there is enough. False, with the item closed, when
  /// the queue is closed.
  boolean put(Track track, Item item) throws InterruptedException {
    lock.lock();
    try {
      while (!closed && item instanceof Coded && isFull(track)) {
        changed.await();
      }
      if (closed) {
        item.close();
        return false;
      }
      waiting(track).add(item);
      count(track, item, 1);
      changed.signalAll();
      return true;
    } catch (InterruptedException e) {
      item.close();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private boolean isFull(Track put) {
    if (apart) {
      return bytes >= MOST_BYTES || queued(put) >= AHEAD_NS;
    }
    return bytes >= MOST_BYTES
        || (!active.isEmpty() && active.stream().allMatch(track -> queued(track) >= AHEAD_NS));
  }

  private Deque<Item> waiting(Track track) {
    return java.util.Objects.requireNonNull(items.get(track));
  }

  private long queued(Track track) {
    return java.util.Objects.requireNonNull(queuedNs.get(track));
  }

  private void count(Track track, Item item, int sign) {
    if (item instanceof Coded coded) {
      queuedNs.merge(track, sign * coded.durationNs(), Long::sum);
      bytes += (long) sign * coded.packet().size();
    }
  }

  /// Waits for the next item, now the caller's; null when the queue is closed.
  @Nullable Item take(Track track) throws InterruptedException {
    lock.lock();
    try {
      while (!closed && waiting(track).isEmpty()) {
        changed.await();
      }
      Item item = closed ? null : waiting(track).remove();
      if (item != null) {
        count(track, item, -1);
        changed.signalAll();
      }
      return item;
    } finally {
      lock.unlock();
    }
  }

  /// Whether the present timeline has this track.
  public boolean isActive(Track track) {
    lock.lock();
    try {
      return active.contains(track);
    } finally {
      lock.unlock();
    }
  }

  /// Whether nothing waits for the decoder of this track.
  public boolean isEmpty(Track track) {
    lock.lock();
    try {
      return waiting(track).isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /// How much media waits, by the track that has more, ns.
  public long bufferedNs() {
    lock.lock();
    try {
      return Math.max(queued(Track.VIDEO), queued(Track.AUDIO));
    } finally {
      lock.unlock();
    }
  }

  /// Lets nobody wait any more and frees what is left. Idempotent.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      items
          .values()
          .forEach(waiting -> {
            waiting.forEach(Item::close);
            waiting.clear();
          });
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
