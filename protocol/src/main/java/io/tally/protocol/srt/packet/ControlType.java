// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.packet;

/// Which kinds of control packets are there (draft-sharabayko-srt section 3.2)?
public enum ControlType {
  /// Makes a connection.
  HANDSHAKE(0x0000),
  /// Says that the sender is still there.
  KEEPALIVE(0x0001),
  /// Tells what has arrived.
  ACK(0x0002),
  /// Tells what is missing.
  NAK(0x0003),
  /// Old and unused: says that the line is full.
  CONGESTION_WARNING(0x0004),
  /// Ends the connection.
  SHUTDOWN(0x0005),
  /// Answers an acknowledgement, so that its round trip can be measured.
  ACKACK(0x0006),
  /// Says what will never be sent again.
  DROP_REQUEST(0x0007),
  /// An error of file mode.
  PEER_ERROR(0x0008),
  /// What came after UDT; the subtype says what, keys for instance.
  EXTENSION(0x7FFF),
  /// None of these.
  UNKNOWN(-1);

  private static final ControlType[] BY_CODE = {
    HANDSHAKE, KEEPALIVE, ACK, NAK, CONGESTION_WARNING, SHUTDOWN, ACKACK, DROP_REQUEST, PEER_ERROR
  };

  private final int code;

  ControlType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static ControlType of(int code) {
    if (code < BY_CODE.length) {
      return BY_CODE[code];
    }
    return code == EXTENSION.code ? EXTENSION : UNKNOWN;
  }
}
