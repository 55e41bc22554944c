// SPDX-License-Identifier: GPL-3.0-or-later
/// How a programme gets to an SRT endpoint: as an MPEG transport stream, by a publisher's means.
@NullMarked
package io.tally.protocol.srt.publish;

import org.jspecify.annotations.NullMarked;
