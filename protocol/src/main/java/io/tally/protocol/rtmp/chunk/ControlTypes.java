// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.rtmp.chunk;

/// Which two message types change the chunk layer itself (RTMP 1.0 sections 5.4.1 and 5.4.2)?
final class ControlTypes {
  static final int SET_CHUNK_SIZE = 1;
  static final int ABORT = 2;

  /// Until a side says otherwise (section 5.4.1).
  static final int DEFAULT_CHUNK_SIZE = 128;

  /// A timestamp field of this value announces an extended timestamp (section 5.3.1.3).
  static final int EXTENDED = 0xFFFFFF;

  private ControlTypes() {}
}
