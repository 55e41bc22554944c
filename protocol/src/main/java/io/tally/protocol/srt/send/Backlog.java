// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.send;

/// How much waits to be acknowledged, and who waits for it to become less?
///
/// Threads: any; the connection's tells, the program's waits.
public final class Backlog {
  private long ageUs;
  private int packets;
  private boolean over;

  /// It is so now.
  ///
  /// @param nowAgeUs of the oldest payload that is not acknowledged, µs
  /// @param nowPackets that are not acknowledged
  public synchronized void is(long nowAgeUs, int nowPackets) {
    var less = nowAgeUs < ageUs || nowPackets < packets;
    ageUs = nowAgeUs;
    packets = nowPackets;
    if (less) {
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
  /// @param mostPackets not acknowledged
  public synchronized void await(long mostAgeUs, int mostPackets) throws InterruptedException {
    while (!over && (ageUs > mostAgeUs || packets > mostPackets)) {
      wait();
    }
  }
}
