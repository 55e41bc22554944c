// SPDX-License-Identifier: GPL-3.0-or-later
/// How a programme becomes an MPEG transport stream (ISO/IEC 13818-1).
@NullMarked
package io.tally.protocol.ts.write;

import org.jspecify.annotations.NullMarked;
