// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor;

import io.tally.capture.media.PixelFormat;
import io.tally.capture.media.VideoFrame;
import io.tally.player.PictureSink;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.OptionalDouble;

/// Are the pictures black, or do they stand still?
///
/// Looks at 2,304 points of each picture that is shown, which costs some microseconds. Threads:
/// pictures on the player's, the rest on any.
final class PictureWatch implements PictureSink {
  private static final int COLUMNS = 64;
  private static final int ROWS = 36;
  private static final int BLACK_LUMA = 32; // 16 is black in limited range
  private static final double DARK_POINTS = 0.98;
  private static final double SAME_LUMA = 0.15; // mean change: an encoder's noise is below it
  private static final double MOMENT_S = 0.5;

  private final byte[] before = new byte[COLUMNS * ROWS]; // guarded by this, as all below
  private final byte[] now = new byte[COLUMNS * ROWS];
  private long pictures;
  private double brightness;
  private long blackSinceNs = -1;
  private long stillSinceNs = -1;
  private long lastNs;
  private int blackTimes;
  private int frozenTimes;

  @Override
  public void show(VideoFrame borrowed) {
    if (hasLuma(borrowed.format()) && !comesAgain(borrowed)) {
      look(borrowed);
    }
  }

  private synchronized boolean comesAgain(VideoFrame frame) {
    return pictures > 0 && frame.ptsNs() == lastNs;
  }

  private static boolean hasLuma(PixelFormat format) {
    return switch (format) {
      case YUV420P, YUV422P, YUV444P, NV12 -> true;
      case BGRA, BGR0, BGR24, YUYV422 -> false;
    };
  }

  private synchronized void look(VideoFrame frame) {
    VideoFrame.Plane luma = frame.planes().getFirst();
    long sum = 0;
    int dark = 0;
    for (int row = 0; row < ROWS; row++) {
      long line = (long) (row * frame.height() / ROWS) * luma.strideBytes();
      for (int column = 0; column < COLUMNS; column++) {
        long at = line + (long) column * frame.width() / COLUMNS;
        byte value = luma.memory().get(ValueLayout.JAVA_BYTE, at);
        now[row * COLUMNS + column] = value;
        sum += value & 0xFF;
        dark += (value & 0xFF) < BLACK_LUMA ? 1 : 0;
      }
    }
    take(frame.ptsNs(), sum / (255.0 * now.length), dark >= DARK_POINTS * now.length);
  }

  private void take(long ptsNs, double mean, boolean black) {
    boolean still = pictures > 0 && change() < SAME_LUMA;
    long lastPtsNs = lastNs;
    lastNs = ptsNs;
    brightness = mean;
    pictures++;
    if (!still) {
      // Compared with the first that stood still, not the last: what moves slowly moves, too.
      System.arraycopy(now, 0, before, 0, now.length);
    }
    double wasBlackS = seconds(blackSinceNs, lastPtsNs);
    double wasStillS = seconds(stillSinceNs, lastPtsNs);
    blackSinceNs = black ? since(blackSinceNs, ptsNs) : -1;
    stillSinceNs = still ? since(stillSinceNs, lastPtsNs) : -1;
    blackTimes += crosses(wasBlackS, seconds(blackSinceNs, ptsNs));
    frozenTimes += crosses(wasStillS, seconds(stillSinceNs, ptsNs));
  }

  private static long since(long known, long begunNs) {
    return known < 0 ? begunNs : known;
  }

  private static double seconds(long sinceNs, long nowNs) {
    return sinceNs < 0 ? 0 : Math.max(0, nowNs - sinceNs) / 1e9;
  }

  private static int crosses(double beforeS, double nowS) {
    return beforeS < MOMENT_S && nowS >= MOMENT_S ? 1 : 0;
  }

  private double change() {
    long sum = 0;
    for (int i = 0; i < now.length; i++) {
      sum += Math.abs((now[i] & 0xFF) - (before[i] & 0xFF));
    }
    return (double) sum / now.length;
  }

  /// What is known by now.
  synchronized PictureFacts facts() {
    return new PictureFacts(
        pictures,
        pictures == 0 ? OptionalDouble.empty() : OptionalDouble.of(brightness),
        seconds(blackSinceNs, lastNs),
        seconds(stillSinceNs, lastNs),
        blackTimes,
        frozenTimes);
  }

  /// Another stream begins.
  synchronized void forget() {
    pictures = 0;
    blackSinceNs = -1;
    stillSinceNs = -1;
    lastNs = 0;
    blackTimes = 0;
    frozenTimes = 0;
    Arrays.fill(before, (byte) 0);
  }
}
