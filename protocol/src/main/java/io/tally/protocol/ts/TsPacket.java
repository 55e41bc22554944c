// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts;

/// Which numbers stand fast in a transport packet (ISO/IEC 13818-1 section 2.4.3.2)?
public final class TsPacket {
  /// Every packet is as long.
  public static final int BYTES = 188;

  /// Of the header that every packet has.
  public static final int HEADER_BYTES = 4;

  /// The first byte of every packet.
  public static final byte SYNC = 0x47;

  /// Where the list of programmes is.
  public static final int PAT_PID = 0;

  /// Of stuffing.
  public static final int NULL_PID = 0x1FFF;

  private TsPacket() {}
}
