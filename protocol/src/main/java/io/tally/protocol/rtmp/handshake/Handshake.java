// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.handshake;

/// How long are the handshake's packets, and which version is spoken (RTMP 1.0 sections 5.2.2 to
/// 5.2.4)?
final class Handshake {
  static final int VERSION = 3;
  static final int PACKET_BYTES = 1536;

  private Handshake() {}
}
