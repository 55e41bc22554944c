// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.present;

import io.tally.capture.media.VideoFrame;
import io.tally.encoder.packet.Track;
import io.tally.player.decode.PacketQueue;
import io.tally.player.decode.PictureQueue;
import io.tally.player.decode.SoundTaker;
import io.tally.player.feed.SegmentBuffer;
import io.tally.player.sound.PlaybackClock;
import io.tally.player.sound.SoundOutput;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// When is each picture shown, and when does playing stop and go on?
///
/// The body of the thread `present`. The clock shows or drops each picture; when there is nothing
/// to play the clock stands until there is enough again. Threads: [#run] on its own; what it
/// measures is in [PresenterCounts], read from any.
final class Presenter implements Runnable {
  // How soon a change that nobody tells of is seen: sound that is ready, a stream that ran dry.
  private static final long POLL_NS = 10_000_000L;
  private static final long EARLY_NS = 500_000L;
  private static final long LONGEST_WAIT_NS = 100_000_000L;
  private static final long LATE_NS = 40_000_000L;
  private static final long LONGEST_BLIND_NS = 250_000_000L;
  private static final long TRACK_PATIENCE_NS = 300_000_000L;
  private static final long FAR_APART_NS = 500_000_000L;

  /// Where the media comes from.
  record Supply(
      SegmentBuffer segments,
      PacketQueue packets,
      PictureQueue pictures,
      SoundTaker sound,
      SoundOutput output) {
    /// How much is loaded and not played, ns.
    long bufferedNs() {
      return segments.bufferedNs() + packets.bufferedNs();
    }

    /// Whether every stage waits for bytes.
    private boolean isDry() {
      return segments.isStarved()
          && packets.isEmpty(Track.VIDEO)
          && packets.isEmpty(Track.AUDIO)
          && pictures.size() == 0
          && output.waitingPtsNs().isEmpty();
    }

    private boolean isFinished() {
      return pictures.isFinished() && sound.isFinished();
    }
  }

  private final Supply supply;
  private final PlaybackClock clock;
  private final Consumer<VideoFrame> sinks;
  private final LastPicture last;
  private final PresenterCounts counts;
  private final Runnable phaseChanged;
  private final Goals goals;
  private volatile boolean paused;
  private volatile boolean again;
  private volatile Phase phase = Phase.OPENING;
  private long candidateSinceNanos; // since when one track is ready and the other is waited for
  private long lastShownNanos;
  private boolean begun; // a picture was shown
  private @Nullable VideoFrame next; // owned: taken from the queue, not shown at its time yet
  private @Nullable VideoFrame shown; // owned: for who wants to see it again

  /// @param sinks given each picture, borrowed
  /// @param last keeps the one that the stream ends with
  /// @param goals how much must be loaded before playing
  /// @param phaseChanged told on this thread
  Presenter(
      Supply supply,
      PlaybackClock clock,
      Consumer<VideoFrame> sinks,
      LastPicture last,
      PresenterCounts counts,
      Goals goals,
      Runnable phaseChanged) {
    this.supply = supply;
    this.clock = clock;
    this.sinks = sinks;
    this.last = last;
    this.counts = counts;
    this.goals = goals;
    this.phaseChanged = phaseChanged;
  }

  /// Lets it stand still, or go on.
  void pause(boolean wanted) {
    paused = wanted;
  }

  /// Gives the sinks the last picture again.
  void showAgain() {
    again = true;
  }

  Phase phase() {
    return phase;
  }

  @Override
  public void run() {
    try {
      while (!Thread.interrupted() && phase != Phase.ENDED) {
        if (next == null) {
          next = supply.pictures().poll(POLL_NS);
        }
        if (again) {
          again = false;
          repeat();
        }
        if (paused && phase == Phase.PLAYING) {
          clock.pause();
          become(Phase.PAUSED);
        } else if (phase == Phase.PLAYING) {
          play(next);
        } else {
          tryToStart(next);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed: that is how the thread ends
    } finally {
      closeNext();
      VideoFrame ending = shown;
      if (phase == Phase.ENDED && ending != null) {
        shown = null;
        last.keep(ending);
      }
      keep(null);
    }
  }

  private void repeat() {
    VideoFrame picture = shown != null ? shown : begun ? next : null;
    if (picture != null) {
      sinks.accept(picture);
    }
  }

  private void tryToStart(@Nullable VideoFrame picture) {
    OptionalLong sound = supply.output().waitingPtsNs();
    if (picture == null && sound.isEmpty()) {
      candidateSinceNanos = 0;
      if (supply.isFinished()) {
        become(Phase.ENDED);
      }
      return;
    }
    if (candidateSinceNanos == 0) {
      candidateSinceNanos = System.nanoTime();
    }
    if (picture != null && phase == Phase.OPENING && !begun) {
      begun = true;
      show(picture); // at once: the eye waits for it, and the sound may need a moment
      if (paused) {
        clock.stand(picture.ptsNs());
        become(Phase.PAUSED);
      }
    }
    boolean complete =
        (picture != null || !supply.packets().isActive(Track.VIDEO))
            && (sound.isPresent() || !supply.packets().isActive(Track.AUDIO));
    boolean patient = System.nanoTime() - candidateSinceNanos < TRACK_PATIENCE_NS;
    long goalNs =
        switch (phase) {
          case OPENING -> goals.startNs();
          case PAUSED -> 0; // what was there when it stopped is there still
          default -> goals.resumeNs();
        };
    boolean enough = supply.segments().hasEnd() || supply.bufferedNs() >= goalNs;
    if ((!complete && patient) || !enough || paused) {
      if (picture != null) {
        LockSupport.parkNanos(POLL_NS); // without one the wait for it has passed the time
      }
      return;
    }
    clock.start(startNs(picture, sound), sound.isPresent());
    counts.restart();
    candidateSinceNanos = 0;
    lastShownNanos = System.nanoTime();
    become(Phase.PLAYING);
  }

  private static long startNs(@Nullable VideoFrame picture, OptionalLong sound) {
    if (picture == null) {
      return sound.orElseThrow();
    }
    // A little sound before the first picture is cut off; much of it means a late picture.
    return sound.isPresent() && sound.getAsLong() < picture.ptsNs() - FAR_APART_NS
        ? sound.getAsLong()
        : picture.ptsNs();
  }

  private void play(@Nullable VideoFrame picture) throws InterruptedException {
    long nowNs = clock.nowNs();
    if (picture == null) {
      if (supply.isFinished() && nowNs >= supply.pictures().endNs()) {
        become(Phase.ENDED);
      } else if (supply.isDry()) {
        clock.pause();
        counts.stalled();
        become(Phase.STALLED);
      }
      return;
    }
    long earlyNs = picture.ptsNs() - nowNs;
    if (earlyNs > EARLY_NS) {
      clock.awaitMoment(picture.ptsNs() - EARLY_NS, LONGEST_WAIT_NS);
      return;
    }
    boolean late = -earlyNs > LATE_NS && supply.pictures().size() > 0;
    if (late && System.nanoTime() - lastShownNanos < LONGEST_BLIND_NS) {
      counts.dropped(picture);
      closeNext();
    } else {
      counts.offset(-earlyNs);
      show(picture);
      next = null;
      keep(picture);
    }
  }

  private void keep(@Nullable VideoFrame picture) {
    VideoFrame before = shown;
    shown = picture;
    if (before != null) {
      before.close();
    }
  }

  private void closeNext() {
    VideoFrame picture = next;
    next = null;
    if (picture != null) {
      picture.close();
    }
  }

  private void show(VideoFrame picture) {
    lastShownNanos = System.nanoTime();
    sinks.accept(picture);
    counts.shown(picture);
  }

  private void become(Phase entered) {
    phase = entered;
    phaseChanged.run();
  }
}
