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
/// then [#take] gives both tracks by dts until [#finish] (what waits is still given) or [#close]
/// (nothing more is). Threads: all methods from any thread; only [#take] waits. Bounded by
/// [OutboxLimits]; drops are counted by track.
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
      if (phase == Phase.SHUT) {
        phase = hasVideo ? Phase.AWAITING_KEYFRAME : Phase.RUNNING;
      }
    });
  }

  /// Takes notice of a packet, and drops what must be dropped for it.
  public void offer(EncodedPacket packet) {
    change(() -> {
      if (phase == Phase.FINISHING || phase == Phase.CLOSED) {
        return;
      }
      if (packet.track() == Track.VIDEO && hasVideo) {
        offerVideo(packet);
      } else if (packet.track() == Track.AUDIO && hasAudio) {
        offerAudio(packet);
      }
    });
  }

  private void offerAudio(EncodedPacket packet) {
    newestAudioNs = packet.dtsNs();
    // Sound comes before pictures of the same time, so it is kept before the start too.
    if (packet.dtsNs() >= startNs) {
      audio.add(packet, phase == Phase.RUNNING);
    }
  }

  private void offerVideo(EncodedPacket packet) {
    newestVideoNs = packet.dtsNs();
    if (phase == Phase.AWAITING_KEYFRAME && packet.keyframe()) {
      phase = Phase.RUNNING;
      startNs = packet.dtsNs();
      audio.forgetBefore(startNs);
    }
    if (phase == Phase.RUNNING) {
      video.add(packet);
    }
  }

  /// Waits for the packet that is due next.
  ///
  /// @return null when there will be none
  public @Nullable EncodedPacket take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        var next = phase == Phase.CLOSED ? null : due();
        if (next != null) {
          if (next.track() == Track.VIDEO) {
            video.remove();
          } else {
            audio.remove();
          }
          return next;
        }
        if (phase == Phase.FINISHING || phase == Phase.CLOSED) {
          return null;
        }
        changed.await();
      }
    } finally {
      lock.unlock();
    }
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
    change(() -> phase = Phase.CLOSED);
  }

  /// What waits and what was dropped, with what was sent added by the caller.
  public PublisherStatistics statistics(
      long sentBytes, long sentPackets, int reconnects, LineFigures line) {
    lock.lock();
    try {
      return new PublisherStatistics(
          sentBytes,
          sentPackets,
          video.size() + audio.size(),
          video.bytes() + audio.bytes(),
          hasVideo ? video.spanNs() : audio.spanNs(),
          new Drops(video.droppedUnreferenced(), video.droppedToKeyframe(), audio.dropped(), 0),
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
