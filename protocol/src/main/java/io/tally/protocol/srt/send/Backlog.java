// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.send;

import java.util.ArrayDeque;

/// How much waits to be acknowledged, and who waits for it to become less?
///
/// What is given to a connection goes out in order and is given up when it is too old, so no more
/// may be given than the line drains in good time; how much that is, is measured. Threads: any; the
/// connection's tells, the program's waits. Time comes with what is told.
public final class Backlog {
  private record Point(long atUs, long delivered) {}

  private static final long WINDOW_US = 300_000;
  private static final long APART_US = 10_000;
  // What a line gets of which nothing is known yet, and the least at any time.
  private static final int FIRST_PACKETS = 128;
  private static final int LEAST_PACKETS = 24;
  private static final long FIRST_US = 1_000_000;

  private final ArrayDeque<Point> points = new ArrayDeque<>();
  private long begunUs = Long.MIN_VALUE;
  private long nowUs;
  private long ageUs;
  private int packets;
  private int toCome;
  private int given;
  private boolean over;

  /// It is so now.
  ///
  /// @param atUs now
  /// @param nowAgeUs of the oldest payload that is not acknowledged, µs
  /// @param nowPackets that are not acknowledged
  /// @param nowToCome of these, those that are not known to have arrived
  /// @param delivered known to have arrived, since the beginning
  public synchronized void is(
      long atUs, long nowAgeUs, int nowPackets, int nowToCome, long delivered) {
    nowUs = atUs;
    if (begunUs == Long.MIN_VALUE && nowPackets > 0) {
      begunUs = atUs;
    }
    if (points.isEmpty() || atUs - points.getLast().atUs() >= APART_US) {
      points.addLast(new Point(atUs, delivered));
    }
    while (points.size() > 1 && points.getFirst().atUs() < atUs - WINDOW_US) {
      points.removeFirst();
    }
    var less = nowAgeUs < ageUs || nowPackets < packets || nowToCome < toCome;
    ageUs = nowAgeUs;
    packets = nowPackets;
    toCome = nowToCome;
    if (less) {
      notifyAll();
    }
  }

  /// The program gave a payload, which the connection's thread has not seen yet: without it, what
  /// is given in between would find the same room again.
  public synchronized void given() {
    given++;
  }

  /// The connection's thread took so many of these, and has told by [#is].
  public synchronized void taken(int payloads) {
    given -= payloads;
    if (payloads > 0) {
      notifyAll();
    }
  }

  /// The connection has ended: nobody has to wait any longer.
  public synchronized void over() {
    over = true;
    notifyAll();
  }

  /// Waits until there is no more than this, or the connection has ended.
  ///
  /// @param mostAgeUs of the oldest, µs
  /// @param mostDrainUs how long the line may need for what has not arrived, µs
  /// @param mostPackets not acknowledged, however fast it is
  public synchronized void await(long mostAgeUs, long mostDrainUs, int mostPackets)
      throws InterruptedException {
    while (!over && !hasRoom(mostAgeUs, mostDrainUs, mostPackets)) {
      wait();
    }
  }

  /// Whether there is no more than this.
  public synchronized boolean hasRoom(long mostAgeUs, long mostDrainUs, int mostPackets) {
    return ageUs <= mostAgeUs
        && packets + given <= mostPackets
        && toCome + given <= drainedIn(mostDrainUs);
  }

  private long drainedIn(long us) {
    if (points.size() < 2 || nowUs - begunUs < FIRST_US) {
      return FIRST_PACKETS;
    }
    var first = points.getFirst();
    var last = points.getLast();
    var passed = last.delivered() - first.delivered();
    return Math.max(LEAST_PACKETS, passed * us / (last.atUs() - first.atUs()));
  }
}
