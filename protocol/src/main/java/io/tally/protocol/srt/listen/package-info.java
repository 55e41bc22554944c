// SPDX-License-Identifier: GPL-3.0-or-later
/// Taking programmes in by SRT, as MPEG transport streams.
@NullMarked
package io.tally.protocol.srt.listen;

import org.jspecify.annotations.NullMarked;
