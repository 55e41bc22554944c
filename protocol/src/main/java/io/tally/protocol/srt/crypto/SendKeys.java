// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.crypto;

import io.tally.protocol.srt.packet.DataHeader;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which key hides the next payload, and when does it change (draft-sharabayko-srt section 6.1.6)?
///
/// The next key is told some packets before the change, again and again until the peer answers.
/// Unlike libsrt this waits for the answer: a peer that missed the key could read nothing more
/// (Haivision/srt PR 3357). And it tells none while packets of the key before wait for their
/// acknowledgement, whose place at the peer the next key takes. Threads: one at a time.
public final class SendKeys {
  private final KeyWrap wrap;
  private final byte[] salt;
  private final int keyBytes;
  private final CipherMode mode;
  private final KeyPlan plan;
  private final SecureRandom random;

  private PayloadKey current;
  private int flag;
  private @Nullable PayloadKey next;
  private long sealed;
  private byte @Nullable [] request;
  private long requestedUs = Long.MIN_VALUE / 2;
  private long changes;
  private long failures;

  /// @param flag of the key that is used first
  SendKeys(
      KeyWrap wrap, KeyMessage first, byte[] key, int flag, KeyPlan plan, SecureRandom random) {
    this.wrap = wrap;
    this.salt = first.salt();
    this.keyBytes = first.keyBytes();
    this.mode = first.mode();
    this.plan = plan;
    this.random = random;
    this.flag = flag;
    current = new PayloadKey(key, salt, mode);
  }

  /// Which key the next payload gets: [DataHeader#EVEN] or [DataHeader#ODD].
  public int flag() {
    return flag;
  }

  /// How much longer payloads become, bytes.
  public int tagBytes() {
    return mode.tagBytes();
  }

  /// Encrypts a payload for the first time it is sent, and counts it.
  ///
  /// @param to another array, with room for [#tagBytes] more
  /// @param header with [#flag]
  /// @param settled whether all that an earlier key hid is acknowledged
  /// @return its new length
  public int seal(byte[] from, int length, byte[] to, DataHeader header, boolean settled) {
    var sealedLength = current.seal(from, length, to, header);
    sealed++;
    if (next == null && settled && sealed >= plan.refreshPackets() - plan.announcePackets()) {
      announce();
    } else if (next != null && request == null && sealed >= plan.refreshPackets()) {
      change(next);
    }
    return sealedLength;
  }

  private void announce() {
    var fresh = new byte[keyBytes];
    random.nextBytes(fresh);
    next = new PayloadKey(fresh, salt, mode);
    var both = new byte[2 * keyBytes];
    System.arraycopy(current.bytes(), 0, both, flag == DataHeader.EVEN ? 0 : keyBytes, keyBytes);
    System.arraycopy(fresh, 0, both, flag == DataHeader.EVEN ? keyBytes : 0, keyBytes);
    request = new KeyMessage(KeyMessage.BOTH, mode, keyBytes, salt, wrap.wrap(both)).write();
    requestedUs = Long.MIN_VALUE / 2;
  }

  private void change(PayloadKey to) {
    current = to;
    next = null;
    flag ^= KeyMessage.BOTH;
    sealed = 0;
    changes++;
  }

  /// The request that must be sent now, if any; each call that gives one counts as sending it.
  public byte @Nullable [] requestDue(long nowUs, int roundTripUs) {
    if (request == null || nowUs < requestDueUs(roundTripUs)) {
      return null;
    }
    requestedUs = nowUs;
    return request;
  }

  /// When [#requestDue] gives something, unless an answer comes; [Long#MAX_VALUE] for never.
  public long requestDueUs(int roundTripUs) {
    return request == null ? Long.MAX_VALUE : requestedUs + roundTripUs + roundTripUs / 2;
  }

  /// Takes the peer's answer to a request.
  public void answered(byte[] response) {
    if (request == null) {
      return;
    }
    if (Arrays.equals(request, response)) {
      request = null;
    } else if (response.length == Integer.BYTES) {
      // It will not take the key: the old one goes on, and later another is tried.
      request = null;
      next = null;
      sealed = 0;
      failures++;
    }
  }

  /// How often the key has changed.
  public long changes() {
    return changes;
  }

  /// How often the peer refused a new key.
  public long failures() {
    return failures;
  }
}
