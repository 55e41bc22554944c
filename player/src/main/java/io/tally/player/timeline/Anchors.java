// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.timeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// By how much are the stream's times shifted at one of its places?
///
/// Told by the demuxer of the picture, segment by segment, and asked by those of sound and text
/// with playlists of their own, so that all have one clock whatever was left out or jumped.
/// Threads: any.
public final class Anchors {
  private static final int MOST = 256;
  private static final long SAME_NS = 100_000_000L;

  /// A segment of the picture.
  ///
  /// @param positionNs where it begins in the stream
  /// @param endNs where it ends there
  /// @param runNs run time of its first picture
  /// @param shiftNs what is added to its times
  public record Anchor(long positionNs, long endNs, long runNs, long shiftNs) {}

  private final Deque<Anchor> anchors = new ArrayDeque<>();
  private boolean ended;

  /// Tells of the next segment.
  public synchronized void add(Anchor anchor) {
    anchors.add(anchor);
    if (anchors.size() > MOST) {
      anchors.removeFirst();
    }
    notifyAll();
  }

  /// Says that no more comes; nobody waits any more.
  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  /// Up to where in the stream the picture has come; empty before the first segment.
  public synchronized OptionalLong latestNs() {
    return anchors.isEmpty() ? OptionalLong.empty() : OptionalLong.of(anchors.getLast().endNs());
  }

  /// Which place of the stream is shown at a moment of the run time; empty before the first
  /// segment.
  public synchronized OptionalLong positionNs(long runNs) {
    Anchor found = null;
    for (Anchor anchor : anchors) {
      if (found == null || anchor.runNs() <= runNs) {
        found = anchor;
      }
    }
    return found == null
        ? OptionalLong.empty()
        : OptionalLong.of(found.positionNs() + runNs - found.runNs());
  }

  /// Waits until the picture has come as far as a place.
  ///
  /// @return what holds there; empty when no picture ever came
  public synchronized Optional<Anchor> at(long positionNs, long patienceNs)
      throws InterruptedException {
    long deadlineNs = System.nanoTime() + patienceNs;
    while (!ended && (anchors.isEmpty() || anchors.getLast().endNs() <= positionNs + SAME_NS)) {
      long leftNs = deadlineNs - System.nanoTime();
      if (leftNs <= 0) {
        break;
      }
      TimeUnit.NANOSECONDS.timedWait(this, leftNs);
    }
    Anchor found = null;
    for (Anchor anchor : anchors) {
      if (found == null || anchor.positionNs() <= positionNs + SAME_NS) {
        found = anchor;
      }
    }
    return Optional.ofNullable(found);
  }
}
