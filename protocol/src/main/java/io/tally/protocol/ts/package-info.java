// SPDX-License-Identifier: GPL-3.0-or-later
/// What the writer and the reader of MPEG transport streams share (ISO/IEC 13818-1).
@NullMarked
package io.tally.protocol.ts;

import org.jspecify.annotations.NullMarked;
