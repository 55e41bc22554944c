// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.protocol.ts.track;

import java.nio.ByteBuffer;

/// What does one PES packet hold (ISO/IEC 13818-1 section 2.4.3.6)?
///
/// @param data what stands behind the header; of its own, to be kept
/// @param ptsTicks as written, or [#NO_TIME]
/// @param dtsTicks as written; the same as the pts where there is none
/// @param randomAccess whether the sender says that a decoder can begin here
public record AccessUnit(ByteBuffer data, long ptsTicks, long dtsTicks, boolean randomAccess) {
  /// There is none.
  public static final long NO_TIME = -1;
}
