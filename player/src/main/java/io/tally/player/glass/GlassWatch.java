// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.glass;

import io.tally.capture.media.Luma;
import io.tally.capture.media.VideoFrame;
import io.tally.encoder.packet.stamp.FrameStamp;
import io.tally.player.glass.GlassFacts.Likeness;
import io.tally.player.glass.GlassFacts.Source;
import io.tally.player.probe.picture.SeiMessage;
import io.tally.player.probe.picture.SeiTaker;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// How does the stream that plays arrive, if a Tally sent it?
///
/// Life: made with a player, told of each stream and each picture by it, [#close]d with it.
/// Threads: [#take] on `demux`, [#shown] on `present`, the rest on any; pictures are compared on
/// `picture-compare`, one at a time, and one that comes meanwhile is not.
public final class GlassWatch implements SeiTaker, AutoCloseable {
  private static final long IDLE_S = 10;

  private final GlassMeter meter = new GlassMeter(); // guarded by this, as all below
  private final ExecutorService comparing =
      new ThreadPoolExecutor(
          0,
          1,
          IDLE_S,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("picture-compare").factory(),
          new ThreadPoolExecutor.DiscardPolicy());
  private SentPictures sent = SentPictures.NONE;
  private Optional<Likeness> likeness = Optional.empty();
  private int stream; // counts them, so that a comparison of the one before does not count

  /// Compares what arrives with what was sent, from now on.
  public synchronized void compareWith(SentPictures wanted) {
    sent = wanted;
  }

  /// Another stream begins.
  public synchronized void forget() {
    stream++;
    meter.forget();
    likeness = Optional.empty();
  }

  /// What is shown from now on is of another place of the same stream.
  public synchronized void restart() {
    meter.restart();
  }

  @Override
  public void take(long runNs, Instant loaded, List<SeiMessage> messages) {
    for (SeiMessage message : messages) {
      if (message.type() == SeiMessage.UNREGISTERED) {
        FrameStamp.of(message.payload()).ifPresent(stamp -> arrived(runNs, stamp, ns(loaded)));
      }
    }
  }

  private synchronized void arrived(long runNs, FrameStamp stamp, long loadedNs) {
    meter.arrived(runNs, stamp, loadedNs);
  }

  /// A picture is given to the screen.
  ///
  /// @param borrowed its pts is the run time
  public void shown(VideoFrame borrowed) {
    Optional<Luma> original;
    FrameStamp stamp;
    int now;
    synchronized (this) {
      Optional<FrameStamp> found = meter.shown(borrowed.ptsNs(), ns(Instant.now()));
      if (found.isEmpty()) {
        return;
      }
      stamp = found.get();
      original = sent.picture(stamp);
      now = stream;
    }
    if (original.isPresent()) {
      Luma reference = original.get();
      Luma.of(borrowed)
          .filter(got -> PictureComparison.isPossible(reference, got))
          .ifPresent(got -> comparing.execute(() -> compare(reference, got, stamp, now)));
    }
  }

  private void compare(Luma reference, Luma got, FrameStamp stamp, int when) {
    PictureComparison compared = PictureComparison.of(reference, got);
    Likeness result = new Likeness(compared.ssim(), compared.psnrDb(), stamp.number());
    synchronized (this) {
      if (when == stream) {
        likeness = Optional.of(result);
      }
    }
  }

  private static long ns(Instant moment) {
    return ChronoUnit.NANOS.between(Instant.EPOCH, moment);
  }

  /// What is known by now.
  public synchronized GlassFacts facts() {
    Optional<GlassFacts.Delay> delay = meter.delay(ns(Instant.now()));
    return new GlassFacts(
        meter.last().map(stamp -> new Source(stamp.session(), sent.knows(stamp.session()))),
        delay,
        meter.shown(),
        meter.lost(),
        meter.leftOut(),
        likeness);
  }

  /// Compares nothing any more. Idempotent.
  @Override
  public void close() {
    comparing.shutdownNow();
  }
}
