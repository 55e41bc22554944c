// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.line;

import io.tally.encoder.packet.EncodedPacket;
import io.tally.encoder.packet.StreamParameters;
import io.tally.protocol.LineFigures;
import io.tally.protocol.PublishFailure;
import java.time.Duration;
import java.util.function.Consumer;

/// What is one connection to an endpoint that has accepted a stream?
///
/// Life: [#begin] once, [#send] and [#flush] any number of times, [#end], [#close]. A line that
/// breaks says so by [#onClosed], and takes packets into the void from then on. It notices by
/// itself when the far end is gone: within two seconds when nothing is acknowledged. Threads: what
/// sends, on one thread; all else on any.
public interface Line extends AutoCloseable {
  /// What a receiver must know before the first packet.
  void begin(StreamParameters programme);

  /// What a receiver must know before it gets packets of another encode; the same tracks and
  /// codecs.
  ///
  /// @param first follows next
  default void change(StreamParameters programme, EncodedPacket first) {
    begin(programme);
  }

  /// Takes a packet, after waiting until the line has room or is gone. The times of the first are
  /// the far end's zero.
  void send(EncodedPacket packet) throws InterruptedException;

  /// No packet follows at once: what was taken goes out now.
  void flush();

  /// Says goodbye, and waits until all has gone out, or time is up.
  void end(Duration most) throws InterruptedException;

  /// Whether it has neither broken nor been closed.
  boolean isOpen();

  /// Runs something when it is gone, at once if it is; must not block.
  void onClosed(Runnable then);

  /// Runs something when the far end asks us to come by another way while this one still works;
  /// must not block.
  void onMove(Consumer<Connector> then);

  /// Why it is gone, once it is.
  PublishFailure lost();

  /// How it does.
  LineFigures figures();

  /// Payload that has reached the socket, bytes.
  long sentBytes();

  /// Packets that have reached the socket.
  long sentPackets();

  /// Packets that [#send] has taken.
  long takenPackets();

  /// Closes without a word. Idempotent; does not wait.
  @Override
  void close();
}
