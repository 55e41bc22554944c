// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.outbox;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.encoder.packet.Track;
import io.tally.protocol.Drops;
import io.tally.protocol.LineFigures;
import io.tally.protocol.PublisherStatistics;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What waits to be sent to one endpoint, in which order, and what is dropped?
///
/// Life: packets are offered at any time; from [#open] on, the first keyframe begins the stream;
/// then [#take] gives both tracks by dts until [#shut] (the connection broke; [#open] begins anew),
/// [#finish] (what waits is still given) or [#close] (nothing more is). Threads: all methods from
/// any thread; only [#take] waits. Bounded by [OutboxLimits]. From the first keyframe on, every
/// packet is given out, waits or is counted as dropped.
public final class Outbox {
  private final OutboxLimits limits;
  private final boolean hasVideo;
  private final boolean hasAudio;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final VideoQueue video;
  private final AudioQueue audio;
  private long newestVideoNs = Long.MIN_VALUE;
  private long newestAudioNs = Long.MIN_VALUE;
  private long startNs = Long.MIN_VALUE;
  private Phase phase = Phase.SHUT;
  // Whether a stream has begun before: what passes between two is lost, before the first it is not.
  private boolean begun;
  private long droppedSound;
  private long notConnected;

  private enum Phase {
    SHUT,
    AWAITING_KEYFRAME,
    RUNNING,
    FINISHING,
    CLOSED
  }

  /// Shut until [#open]; of a track that the programme does not have, nothing is taken.
  public Outbox(StreamParameters programme, OutboxLimits limits) {
    this.limits = limits;
    this.hasVideo = programme.video() != null;
    this.hasAudio = programme.audio() != null;
    this.video = new VideoQueue(limits);
    this.audio = new AudioQueue(limits);
  }

  /// The far end takes packets: begin at the next keyframe, or at once when there are no pictures.
  public void open() {
    change(() -> {
      if (phase != Phase.SHUT) {
        return;
      }
      if (hasVideo) {
        phase = Phase.AWAITING_KEYFRAME;
      } else {
        phase = Phase.RUNNING;
        var early = audio.forgetBefore(Long.MAX_VALUE);
        notConnected += begun ? early : 0;
        begun = true;
      }
    });
  }

  /// The far end takes nothing any more: what waits is lost, and what comes is not kept until
  /// [#open]; [#take] gives null.
  public void shut() {
    change(() -> {
      if (phase == Phase.RUNNING || phase == Phase.AWAITING_KEYFRAME) {
        phase = Phase.SHUT;
        notConnected += video.size();
        video.clear();
        startNs = Long.MIN_VALUE;
      }
    });
  }

  /// Counts packets that were given out and never sent.
  public void lost(long packets) {
    change(() -> notConnected += packets);
  }

  /// Takes notice of a packet, and drops what must be dropped for it.
  public void offer(EncodedPacket packet) {
    lock.lock();
    try {
      if (phase == Phase.FINISHING || phase == Phase.CLOSED) {
        return;
      }
      if (packet.track() == Track.VIDEO && hasVideo) {
        offerVideo(packet);
      } else if (packet.track() == Track.AUDIO && hasAudio) {
        offerAudio(packet);
      }
      // Else the sender would be woken for sound that only waits for its picture.
      if (due() != null) {
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void offerAudio(EncodedPacket packet) {
    newestAudioNs = packet.dtsNs();
    // Sound comes before pictures of the same time, so it is kept before the start too.
    var fallen = packet.dtsNs() >= startNs ? audio.add(packet) : 1;
    if (phase == Phase.RUNNING) {
      droppedSound += fallen;
    } else if (begun) {
      notConnected += fallen;
    }
  }

  private void offerVideo(EncodedPacket packet) {
    newestVideoNs = packet.dtsNs();
    if (phase == Phase.RUNNING) {
      video.add(packet);
    } else if (phase == Phase.AWAITING_KEYFRAME && packet.keyframe()) {
      phase = Phase.RUNNING;
      startNs = packet.dtsNs();
      var early = audio.forgetBefore(startNs);
      notConnected += begun ? early : 0;
      begun = true;
      video.begin(packet);
    } else if (begun) {
      notConnected++;
    }
  }

  /// Waits for the packet that is due next.
  ///
  /// @return null when there will be none, or none before it is opened again
  public @Nullable EncodedPacket take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        var next = next();
        if (next != null || phase == Phase.FINISHING || phase == Phase.CLOSED) {
          return next;
        }
        if (phase == Phase.SHUT) {
          return null;
        }
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /// The packet that is due next, without waiting.
  ///
  /// @return null when there is none now
  public @Nullable EncodedPacket poll() {
    lock.lock();
    try {
      return next();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable EncodedPacket next() {
    var next = due();
    if (next != null && next.track() == Track.VIDEO) {
      video.remove();
    } else if (next != null) {
      audio.remove();
    }
    return next;
  }

  /// The earlier of the two heads, once it is sure that the other track brings nothing earlier.
  private @Nullable EncodedPacket due() {
    if (phase != Phase.RUNNING && phase != Phase.FINISHING) {
      return null;
    }
    var picture = video.peek();
    var sound = audio.peek();
    if (picture != null && sound != null) {
      return picture.dtsNs() <= sound.dtsNs() ? picture : sound;
    }
    var anyway = phase == Phase.FINISHING;
    if (picture != null) {
      var early = hasAudio && newestAudioNs < picture.dtsNs();
      return anyway || !early || video.spanNs() > limits.pictureWaitNs() ? picture : null;
    }
    if (sound != null) {
      var early = hasVideo && newestVideoNs < sound.dtsNs();
      return anyway || !early || audio.spanNs() > limits.soundWaitNs() ? sound : null;
    }
    return null;
  }

  /// No more is offered: [#take] gives what waits, then null.
  public void finish() {
    change(() -> {
      if (phase != Phase.CLOSED) {
        // What never began is not begun now.
        phase = phase == Phase.RUNNING ? Phase.FINISHING : Phase.CLOSED;
      }
    });
  }

  /// Forgets what waits; [#take] gives null at once.
  public void close() {
    change(() -> {
      phase = Phase.CLOSED;
      notConnected += video.size();
      video.clear();
    });
  }

  /// What waits and what was dropped, with what was sent added by the caller.
  public PublisherStatistics statistics(
      long sentBytes, long sentPackets, int reconnects, LineFigures line) {
    lock.lock();
    try {
      var runs = phase == Phase.RUNNING || phase == Phase.FINISHING;
      // Sound that is kept for a picture to come is not on its way yet.
      var kept = begun && !runs ? audio.size() : 0;
      return new PublisherStatistics(
          sentBytes,
          sentPackets,
          runs ? video.size() + audio.size() : 0,
          runs ? video.bytes() + audio.bytes() : 0,
          runs ? hasVideo ? video.spanNs() : audio.spanNs() : 0,
          new Drops(
              video.droppedUnreferenced(),
              video.droppedToKeyframe(),
              droppedSound,
              notConnected + kept),
          reconnects,
          line);
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
