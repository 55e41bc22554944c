// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor.still;

import io.tally.capture.ffmpeg.FfmpegException;
import io.tally.capture.ffmpeg.PictureScaler;
import io.tally.capture.media.VideoFrame;
import io.tally.player.PictureSink;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What did the stream look like lately?
///
/// One small picture for every two seconds of the stream, ninety at most, so three minutes in about
/// three megabytes; the earliest place goes first. A place that is played again gives no second
/// picture. Threads: pictures on the player's, the rest on any.
public final class ThumbnailStrip implements PictureSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ThumbnailStrip.class);
  private static final long STEP_NS = 2_000_000_000L;
  private static final long LOOK_NS = 500_000_000L; // asking for the place has its price
  private static final int MOST = 90;
  private static final int HEIGHT = 60;

  private final Supplier<OptionalLong> place;
  private final TreeMap<Long, Thumbnail> byStep = new TreeMap<>(); // guarded by this
  private final PictureScaler scaler =
      new PictureScaler(PictureScaler.Quality.FAST); // guarded by this
  private boolean broken; // guarded by this
  private long lookedNs = Long.MIN_VALUE / 2; // on the player's thread only

  /// @param place where the player is when it shows a picture, ns; empty while it does not know
  public ThumbnailStrip(Supplier<OptionalLong> place) {
    this.place = place;
  }

  @Override
  public void show(VideoFrame borrowed) {
    if (Math.abs(borrowed.ptsNs() - lookedNs) < LOOK_NS) {
      return;
    }
    lookedNs = borrowed.ptsNs();
    OptionalLong now = place.get();
    if (now.isPresent()) {
      take(borrowed, now.getAsLong());
    }
  }

  private synchronized void take(VideoFrame frame, long positionNs) {
    long step = positionNs / STEP_NS;
    if (broken || byStep.containsKey(step)) {
      return;
    }
    try {
      byStep.put(step, new Thumbnail(positionNs, Still.of(frame, HEIGHT, scaler)));
    } catch (FfmpegException e) {
      broken = true; // as all that follow would be
      LOG.warn("The strip of pictures ends: one cannot be made small", e);
    }
    if (byStep.size() > MOST) {
      byStep.pollFirstEntry();
    }
  }

  /// All there are, in the order of the stream.
  public synchronized List<Thumbnail> pictures() {
    return List.copyOf(byStep.values());
  }

  /// Another stream begins.
  public synchronized void forget() {
    byStep.clear();
    broken = false;
  }

  /// Keeps no picture from now on. Idempotent.
  @Override
  public synchronized void close() {
    broken = true;
    byStep.clear();
    scaler.close();
  }
}
