// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.receive;

import io.tally.protocol.srt.packet.PayloadPool;
import io.tally.protocol.srt.packet.Sequence;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which packets have arrived and which are missing (draft-sharabayko-srt section 4.5)?
///
/// A ring by sequence number from [#first], the next to be played, to before [#end], one past the
/// newest that arrived. What is not there in between is missing, or given up by the sender.
/// Threads: one at a time.
final class ReceiveBuffer {
  private final int capacity;
  private final int mask;
  private final PayloadPool pool;
  private final byte[] @Nullable [] payloads;
  private final int[] lengths;
  private final byte[] keys;
  private final boolean[] givenUp;
  private final long[] peerTimeUs;

  private int first;
  private int end;
  private int firstMissing;
  private int packets;
  private long newestUs;

  ReceiveBuffer(int capacity, int sequence, PayloadPool pool) {
    this.capacity = capacity;
    this.pool = pool;
    var size = Integer.highestOneBit(Math.max(capacity, 2) - 1) << 1;
    mask = size - 1;
    payloads = new byte[size][];
    lengths = new int[size];
    keys = new byte[size];
    givenUp = new boolean[size];
    peerTimeUs = new long[size];
    first = sequence;
    end = sequence;
    firstMissing = sequence;
  }

  int first() {
    return first;
  }

  int end() {
    return end;
  }

  /// What an acknowledgement says: all before it arrived or is given up.
  int firstMissing() {
    return firstMissing;
  }

  boolean hasMissing() {
    return firstMissing != end;
  }

  int packets() {
    return packets;
  }

  int room() {
    return capacity - Sequence.distance(first, end);
  }

  boolean fits(int sequence) {
    // Half the circle away is neither before nor after, and its distance is negative both ways.
    return Integer.compareUnsigned(Sequence.distance(first, sequence), capacity) < 0;
  }

  boolean has(int sequence) {
    return payloads[sequence & mask] != null;
  }

  boolean isMissing(int sequence) {
    return payloads[sequence & mask] == null && !givenUp[sequence & mask];
  }

  /// Puts a packet in its place.
  ///
  /// @param payload taken
  /// @param key it is still encrypted with, 0 for none
  void put(int sequence, byte[] payload, int length, int key, long atUs) {
    var slot = sequence & mask;
    payloads[slot] = payload;
    lengths[slot] = length;
    keys[slot] = (byte) key;
    peerTimeUs[slot] = atUs;
    givenUp[slot] = false;
    packets++;
    newestUs = Math.max(newestUs, atUs);
    if (!Sequence.isBefore(sequence, end)) {
      end = Sequence.next(sequence);
    }
    advance();
  }

  /// Says that missing packets will never come.
  void giveUp(int from, int last) {
    if (!Sequence.isBefore(last, first)) {
      var at = Sequence.isBefore(from, first) ? first : from;
      for (; !Sequence.isBefore(last, at) && fits(at); at = Sequence.next(at)) {
        if (!has(at)) {
          givenUp[at & mask] = true;
        }
        if (!Sequence.isBefore(at, end)) {
          end = Sequence.next(at);
        }
      }
      advance();
    }
  }

  private void advance() {
    while (firstMissing != end && !isMissing(firstMissing)) {
      firstMissing = Sequence.next(firstMissing);
    }
  }

  /// The oldest packet that is there, or -1.
  int oldest() {
    if (packets == 0) {
      return -1;
    }
    var at = first;
    while (!has(at)) {
      at = Sequence.next(at);
    }
    return at;
  }

  long peerTimeUs(int sequence) {
    return peerTimeUs[sequence & mask];
  }

  /// The newest origin that has come, in the peer's time, µs.
  long newestUs() {
    return newestUs;
  }

  byte[] payload(int sequence) {
    var payload = payloads[sequence & mask];
    if (payload == null) {
      throw new IllegalStateException("No packet " + sequence);
    }
    return payload;
  }

  int length(int sequence) {
    return lengths[sequence & mask];
  }

  int key(int sequence) {
    return keys[sequence & mask];
  }

  /// Goes on in the middle of the room at a number that is further away than there is room for,
  /// when nothing waits.
  ///
  /// @return how many packets are passed over
  int passOverTo(int sequence) {
    var to = Sequence.plus(sequence, -capacity / 2);
    var passed = Sequence.distance(first, to);
    Arrays.fill(givenUp, false);
    first = to;
    end = to;
    firstMissing = to;
    return passed;
  }

  /// Lets go of all before a number, which is not after [#end].
  ///
  /// @return how many of them had not come
  int releaseBefore(int sequence) {
    var absent = 0;
    while (first != sequence) {
      var slot = first & mask;
      var payload = payloads[slot];
      if (payload == null) {
        absent++;
      } else {
        pool.give(payload);
        payloads[slot] = null;
        packets--;
      }
      givenUp[slot] = false;
      if (firstMissing == first) {
        firstMissing = Sequence.next(firstMissing);
      }
      first = Sequence.next(first);
    }
    advance();
    return absent;
  }
}
