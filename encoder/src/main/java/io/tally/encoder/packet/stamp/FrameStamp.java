// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.packet.stamp;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/// Which picture of which programme is this, and when was it captured?
///
/// Stands in each coded picture as the payload of an SEI message `user_data_unregistered` (ITU-T
/// H.264 D.1.7, H.265 D.2.7): [#ID], then 30 bytes, the highest byte of each number first. The
/// session is random and means nothing outside of its programme.
///
/// @param session one time on the air
/// @param encode which of its encodes, from 0 to 255
/// @param number of the picture among those of its encode, in the order of showing, from 0
/// @param periodNs from one picture of the encode to the next, ns
/// @param capturedNs when it was captured, ns since 1970 by the sender's wall clock
/// @param codedUs from then until it was coded, µs
public record FrameStamp(
    long session, int encode, long number, long periodNs, long capturedNs, long codedUs) {
  /// Tells these messages from others.
  public static final UUID ID = UUID.fromString("ad46f9f3-39ce-481c-bb70-d1422e0ad524");

  private static final byte VERSION = 1;
  private static final int BYTES = 16 + 1 + 1 + 8 + 4 + 4 + 8 + 4;
  private static final long MOST = 0xFFFF_FFFFL; // of four bytes

  /// Checks what has room.
  public FrameStamp {
    if (encode < 0 || encode > 0xFF || !fits(number) || !fits(periodNs) || !fits(codedUs)) {
      throw new IllegalArgumentException(
          "No stamp has room for encode %d, number %d, period %d ns and %d µs"
              .formatted(encode, number, periodNs, codedUs));
    }
  }

  private static boolean fits(long value) {
    return value >= 0 && value <= MOST;
  }

  /// The message's payload, the caller's own.
  public byte[] payload() {
    return ByteBuffer.allocate(BYTES)
        .putLong(ID.getMostSignificantBits())
        .putLong(ID.getLeastSignificantBits())
        .put(VERSION)
        .put((byte) encode)
        .putLong(session)
        .putInt((int) number)
        .putInt((int) periodNs)
        .putLong(capturedNs)
        .putInt((int) codedUs)
        .array();
  }

  /// The stamp of a payload; empty when it is another message, or of a version that is not known.
  public static Optional<FrameStamp> of(byte[] payload) {
    ByteBuffer in = ByteBuffer.wrap(payload);
    if (payload.length < BYTES
        || in.getLong() != ID.getMostSignificantBits()
        || in.getLong() != ID.getLeastSignificantBits()
        || in.get() != VERSION) {
      return Optional.empty();
    }
    int encode = in.get() & 0xFF;
    long session = in.getLong();
    long number = in.getInt() & MOST;
    long periodNs = in.getInt() & MOST;
    long capturedNs = in.getLong();
    long codedUs = in.getInt() & MOST;
    return Optional.of(new FrameStamp(session, encode, number, periodNs, capturedNs, codedUs));
  }

  /// Whether both are of the same encode, so that their numbers follow each other.
  public boolean isBeside(FrameStamp other) {
    return session == other.session && encode == other.encode;
  }
}
