// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.chunk;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// What is known of one chunk stream, and of the message that it is bringing?
///
/// The payload's memory grows with the bytes that really arrive, never by the length that the peer
/// announces.
final class IncomingChunkStream {
  private static final int FIRST_BYTES = 4096;
  private static final byte[] NONE = {};

  final int id;
  boolean known;
  long timestampMs;
  long deltaMs;
  boolean extended;
  long extendedMs;
  int length;
  int type;
  int streamId;
  boolean inMessage;

  private byte[] payload = NONE;
  private int received;

  IncomingChunkStream(int id) {
    this.id = id;
  }

  /// Bytes of the message that have not arrived.
  int missing() {
    return length - received;
  }

  int received() {
    return received;
  }

  void append(ByteBuf bytes, int count) {
    if (payload.length < received + count) {
      var grown = Math.max((long) received + count, Math.min(2L * payload.length, length));
      var atLeast = Math.min(FIRST_BYTES, length);
      payload = Arrays.copyOf(payload, (int) Math.max(grown, atLeast));
    }
    bytes.readBytes(payload, received, count);
    received += count;
  }

  /// The whole message; the stream is ready for its next.
  RawMessage take() {
    var whole = ByteBuffer.wrap(payload, 0, received).slice().asReadOnlyBuffer();
    var message = new RawMessage(id, timestampMs, type, streamId, whole);
    drop();
    return message;
  }

  /// Forgets an unfinished message (RTMP 1.0 section 5.4.2).
  void drop() {
    payload = NONE;
    received = 0;
    inMessage = false;
  }
}
