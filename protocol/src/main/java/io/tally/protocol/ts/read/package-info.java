// SPDX-License-Identifier: GPL-3.0-or-later
/// How an MPEG transport stream becomes a programme (ISO/IEC 13818-1), whoever sent it.
@NullMarked
package io.tally.protocol.ts.read;

import org.jspecify.annotations.NullMarked;
