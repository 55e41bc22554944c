// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.present;

import io.tally.capture.media.VideoFrame;
import java.time.Duration;
import java.util.Optional;

/// What did the presenter show, and how close to its time? Threads: any.
public final class PresenterCounts {
  private static final int RATE_OVER_PICTURES = 30;
  private static final int MEAN_OF_PICTURES = 25;

  private final long beganNanos = System.nanoTime();
  private long shown;
  private long dropped;
  private int stalls;
  private double worstOffsetMs;
  private double offsetMs;
  private long firstShownNs = -1;
  private int width;
  private int height;
  private long rateSincePtsNs;
  private long ratePictures = -1;
  private double framesPerSecond;
  private long lastPtsNs = Long.MIN_VALUE;

  synchronized void shown(VideoFrame picture) {
    // The very first picture comes twice: before the clock goes, and at its time.
    if (picture.ptsNs() != lastPtsNs) {
      shown++;
      measureRate(picture);
    }
    width = picture.width();
    height = picture.height();
    if (firstShownNs < 0) {
      firstShownNs = System.nanoTime() - beganNanos;
    }
  }

  synchronized void dropped(VideoFrame picture) {
    dropped++;
    measureRate(picture);
  }

  private void measureRate(VideoFrame picture) {
    long stepNs = picture.ptsNs() - lastPtsNs;
    if (lastPtsNs == Long.MIN_VALUE || stepNs <= 0 || stepNs > 1_000_000_000L) {
      ratePictures = 0;
      rateSincePtsNs = picture.ptsNs();
    } else {
      ratePictures++;
      long sinceNs = picture.ptsNs() - rateSincePtsNs;
      if (ratePictures >= RATE_OVER_PICTURES || framesPerSecond == 0) {
        framesPerSecond = ratePictures * 1e9 / sinceNs;
      }
      if (ratePictures >= RATE_OVER_PICTURES) {
        ratePictures = 0;
        rateSincePtsNs = picture.ptsNs();
      }
    }
    lastPtsNs = picture.ptsNs();
  }

  /// Notes how far from its time a picture was shown; positive is late.
  synchronized void offset(long lateNs) {
    offsetMs += (lateNs / 1e6 - offsetMs) / MEAN_OF_PICTURES;
    if (Math.abs(lateNs / 1e6) > Math.abs(worstOffsetMs)) {
      worstOffsetMs = lateNs / 1e6;
    }
  }

  /// Playing begins, or begins again.
  synchronized void restart() {
    worstOffsetMs = 0;
    offsetMs = 0;
  }

  synchronized void stalled() {
    stalls++;
  }

  public synchronized long shown() {
    return shown;
  }

  public synchronized long droppedPictures() {
    return dropped;
  }

  public synchronized int stalls() {
    return stalls;
  }

  public synchronized double worstOffsetMs() {
    return worstOffsetMs;
  }

  public synchronized double offsetMs() {
    return offsetMs;
  }

  public synchronized int width() {
    return width;
  }

  public synchronized int height() {
    return height;
  }

  public synchronized double framesPerSecond() {
    return framesPerSecond;
  }

  public synchronized Optional<Duration> timeToFirst() {
    return firstShownNs < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(firstShownNs));
  }
}
