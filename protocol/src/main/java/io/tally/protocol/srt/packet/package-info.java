// SPDX-License-Identifier: GPL-3.0-or-later
/// The SRT packets of a connection as they stand in a datagram (draft-sharabayko-srt section 3).
@NullMarked
package io.tally.protocol.srt.packet;

import org.jspecify.annotations.NullMarked;
