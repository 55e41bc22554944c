// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.send;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Where do payloads wait on their way from the program's thread to the connection's?
///
/// Threads: any. Loss: what finds no room is refused; who wants none waits for a place before.
/// Memory: bounded; each place gets its bytes when it is first used, and keeps them.
public final class SendInbox {
  /// Takes what waits.
  @FunctionalInterface
  public interface Taker {
    /// Takes the next one.
    ///
    /// @param payload borrowed until return
    /// @param originUs when it came to be
    void take(ByteBuffer payload, long originUs);
  }

  private final int payloadBytes;
  private final @Nullable ByteBuffer[] payloads;
  private final long[] originUs;
  private int first;
  private int count;
  private boolean over;

  /// @param places how many payloads may wait
  public SendInbox(int places, int payloadBytes) {
    this.payloadBytes = payloadBytes;
    payloads = new ByteBuffer[places];
    originUs = new long[places];
  }

  /// Puts in a payload.
  ///
  /// @param payload borrowed; what remains is copied
  /// @return whether there was room for it
  public synchronized boolean put(ByteBuffer payload, long atUs) {
    if (count == payloads.length || payload.remaining() > payloadBytes) {
      return false;
    }
    var place = (first + count) % payloads.length;
    var kept = payloads[place];
    if (kept == null) {
      kept = ByteBuffer.allocate(payloadBytes);
      payloads[place] = kept;
    }
    kept.clear().put(payload.duplicate()).flip();
    originUs[place] = atUs;
    count++;
    return true;
  }

  /// Waits until there is a free place, or the connection has ended.
  public synchronized void awaitPlace() throws InterruptedException {
    while (count == payloads.length && !over) {
      wait();
    }
  }

  /// The connection has ended: nobody has to wait any longer.
  public synchronized void over() {
    over = true;
    notifyAll();
  }

  /// Takes out all that waits, in order.
  ///
  /// @return how many
  public synchronized int drain(Taker taker) {
    var taken = count;
    for (; count > 0; count--) {
      var payload = payloads[first];
      if (payload != null) {
        taker.take(payload, originUs[first]);
      }
      first = (first + 1) % payloads.length;
    }
    if (taken > 0) {
      notifyAll();
    }
    return taken;
  }
}
