// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.srt.packet;

/// Why can a datagram not be read as SRT (draft-sharabayko-srt section 3)?
///
/// Anyone can send such datagrams, so it costs no stack trace: it is counted, and the datagram
/// dropped.
public final class MalformedPacketException extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param message what was seen and what was expected
  public MalformedPacketException(String message) {
    super(message, null, false, false);
  }
}
