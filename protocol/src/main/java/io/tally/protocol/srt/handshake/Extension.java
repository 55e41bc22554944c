// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.handshake;

import io.tally.protocol.endpoint.Secret;
import java.nio.ByteBuffer;

/// What can be said in a handshake beside its fixed fields (draft-sharabayko-srt section 3.2.1.1)?
public sealed interface Extension {
  /// Longest stream id, bytes of UTF-8.
  int MAX_STREAM_ID_BYTES = 512;

  /// Abilities and latency: HSREQ from the caller, HSRSP from the listener.
  ///
  /// @param response whether it is the listener's
  /// @param version of the library, `0x00MMmmpp`
  /// @param flags of [Features#ALL] and others
  /// @param receiverLatencyMs what its sender needs or grants as a receiver, ms
  /// @param senderLatencyMs what its sender wants or grants the other as a receiver, ms
  record Features(
      boolean response, int version, int flags, int receiverLatencyMs, int senderLatencyMs)
      implements Extension {
    /// It sends with time stamps to be played at.
    public static final int TSBPD_SENDER = 0x01;

    /// It plays at the time stamps.
    public static final int TSBPD_RECEIVER = 0x02;

    /// It knows of encryption; always set.
    public static final int CRYPT = 0x04;

    /// It gives up what comes too late.
    public static final int TOO_LATE_DROP = 0x08;

    /// It repeats its loss reports.
    public static final int NAK_REPORT = 0x10;

    /// It marks what it sends again; always set.
    public static final int REXMIT = 0x20;

    /// File mode.
    public static final int STREAM = 0x40;

    /// It knows packet filters.
    public static final int FILTER = 0x80;

    /// What a live peer without packet filters says.
    public static final int ALL =
        TSBPD_SENDER | TSBPD_RECEIVER | CRYPT | TOO_LATE_DROP | NAK_REPORT | REXMIT;

    /// Whether all bits of `flag` are set.
    public boolean has(int flag) {
      return (flags & flag) == flag;
    }
  }

  /// Keys: KMREQ, or KMRSP, in which one word alone is a state (see [#state]).
  ///
  /// @param response whether it is an answer
  /// @param message read-only
  record Keys(boolean response, ByteBuffer message) implements Extension {
    /// The answer that carries a failure instead of the keys.
    public static Keys failure(int state) {
      return new Keys(true, ByteBuffer.allocate(Integer.BYTES).putInt(state).flip());
    }

    public Keys {
      message = message.asReadOnlyBuffer();
    }

    /// The message's bytes, a copy.
    public byte[] bytes() {
      var bytes = new byte[message.remaining()];
      message.duplicate().get(bytes);
      return bytes;
    }
  }

  /// Which stream is wanted or sent; services put keys there.
  record StreamId(Secret text) implements Extension {}

  /// Name of the congestion control.
  record Congestion(String name) implements Extension {}

  /// A packet filter's settings.
  record Filter(String settings) implements Extension {}

  /// Membership of a bonded connection.
  record Group() implements Extension {}

  /// Anything else, which is passed over.
  record Unknown(int type) implements Extension {}
}
