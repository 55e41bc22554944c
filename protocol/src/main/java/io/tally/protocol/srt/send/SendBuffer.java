// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.send;

import io.tally.protocol.srt.packet.DataHeader;
import io.tally.protocol.srt.packet.MessageNumber;
import io.tally.protocol.srt.packet.PayloadPool;
import io.tally.protocol.srt.packet.Sequence;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Which payloads are not acknowledged yet (draft-sharabayko-srt section 4.2)?
///
/// A ring by sequence number: from [#first] to [#next] all are there, those before [#fresh] were
/// sent once at least. Threads: one at a time.
final class SendBuffer {
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final int capacity;
  private final int mask;
  private final PayloadPool pool;
  private final byte[] @Nullable [] payloads;
  private final int[] lengths;
  private final int[] messages;
  private final byte[] keys;
  private final boolean[] lost;
  private final boolean[] arrived;
  private final long[] originUs;
  private final long[] resentUs;
  private final byte[] resends;

  private int first;
  private int fresh;
  private int next;
  private int nextMessage;
  private int lostCount;
  private int lowestLost;
  private int arrivedCount;
  private long arrivedBytes;
  private long bytes;

  SendBuffer(int capacity, int sequence, int message, PayloadPool pool) {
    this.capacity = capacity;
    this.pool = pool;
    var size = Integer.highestOneBit(Math.max(capacity, 2) - 1) << 1;
    mask = size - 1;
    payloads = new byte[size][];
    lengths = new int[size];
    messages = new int[size];
    keys = new byte[size];
    lost = new boolean[size];
    arrived = new boolean[size];
    originUs = new long[size];
    resentUs = new long[size];
    resends = new byte[size];
    first = sequence;
    fresh = sequence;
    next = sequence;
    nextMessage = message;
  }

  int first() {
    return first;
  }

  int fresh() {
    return fresh;
  }

  int next() {
    return next;
  }

  int packets() {
    return Sequence.distance(first, next);
  }

  /// Sent and not acknowledged.
  int inFlight() {
    return Sequence.distance(first, fresh);
  }

  long bytes() {
    return bytes;
  }

  /// Of these, what is not known to have arrived.
  int packetsToCome() {
    return packets() - arrivedCount;
  }

  long bytesToCome() {
    return bytes - arrivedBytes;
  }

  /// From the oldest to the newest payload, µs.
  long spanUs() {
    return packets() == 0 ? 0 : originUs(Sequence.plus(next, -1)) - originUs(first);
  }

  boolean hasRoom() {
    return packets() < capacity;
  }

  /// @param payload borrowed; what remains is copied
  void add(ByteBuffer payload, long atUs) {
    var slot = next & mask;
    var array = pool.take();
    var length = payload.remaining();
    payload.get(array, 0, length);
    payloads[slot] = array;
    lengths[slot] = length;
    messages[slot] = nextMessage;
    keys[slot] = DataHeader.CLEAR;
    lost[slot] = false;
    arrived[slot] = false;
    originUs[slot] = atUs;
    resentUs[slot] = NEVER;
    resends[slot] = 0;
    bytes += length;
    nextMessage = MessageNumber.next(nextMessage);
    next = Sequence.next(next);
  }

  byte[] payload(int sequence) {
    var payload = payloads[sequence & mask];
    if (payload == null) {
      throw new IllegalStateException("No payload " + sequence);
    }
    return payload;
  }

  int length(int sequence) {
    return lengths[sequence & mask];
  }

  int message(int sequence) {
    return messages[sequence & mask];
  }

  int key(int sequence) {
    return keys[sequence & mask];
  }

  /// Of the oldest packet, µs; 0 for none.
  long ageUs(long nowUs) {
    return packets() == 0 ? 0 : nowUs - originUs(first);
  }

  long originUs(int sequence) {
    return originUs[sequence & mask];
  }

  long resentUs(int sequence) {
    return resentUs[sequence & mask];
  }

  /// Puts its encrypted form in the place of the fresh payload.
  ///
  /// @param payload of the pool; taken
  void seal(int key, byte[] payload, int length) {
    var slot = fresh & mask;
    pool.give(payload(fresh));
    payloads[slot] = payload;
    keys[slot] = (byte) key;
    bytes += length - lengths[slot];
    lengths[slot] = length;
  }

  /// Says that the fresh packet is sent now.
  void sent() {
    fresh = Sequence.next(fresh);
  }

  /// Notes that a packet is sent again.
  ///
  /// @return how often it was sent again by now
  int resent(int sequence, long nowUs) {
    var slot = sequence & mask;
    resentUs[slot] = nowUs;
    resends[slot] = (byte) Math.min(resends[slot] + 1, Byte.MAX_VALUE);
    return resends[slot];
  }

  /// Says whether a packet that was sent is known to have arrived; again is no harm.
  void arrived(int sequence, boolean known) {
    var slot = sequence & mask;
    if (arrived[slot] != known) {
      arrived[slot] = known;
      arrivedCount += known ? 1 : -1;
      arrivedBytes += known ? lengths[slot] : -lengths[slot];
    }
  }

  boolean hasArrived(int sequence) {
    return arrived[sequence & mask];
  }

  /// Marks a packet that was sent as lost; again is no harm.
  void markLost(int sequence) {
    var slot = sequence & mask;
    if (!lost[slot]) {
      lost[slot] = true;
      if (lostCount++ == 0 || Sequence.isBefore(sequence, lowestLost)) {
        lowestLost = sequence;
      }
    }
  }

  int lostCount() {
    return lostCount;
  }

  boolean hasLost() {
    return lostCount > 0;
  }

  /// Takes the mark off the oldest lost packet, of which there must be one.
  int takeLost() {
    while (!lost[lowestLost & mask]) {
      lowestLost = Sequence.next(lowestLost);
    }
    lost[lowestLost & mask] = false;
    lostCount--;
    return lowestLost;
  }

  /// Lets go of all packets before a number.
  void releaseBefore(int sequence) {
    while (first != sequence) {
      var slot = first & mask;
      pool.give(payload(first));
      payloads[slot] = null;
      arrived(first, false);
      bytes -= lengths[slot];
      if (lost[slot]) {
        lost[slot] = false;
        lostCount--;
      }
      if (fresh == first) {
        fresh = Sequence.next(fresh);
      }
      first = Sequence.next(first);
    }
    if (lostCount > 0 && Sequence.isBefore(lowestLost, first)) {
      lowestLost = first;
    }
  }
}
