// SPDX-License-Identifier: GPL-3.0-or-later
/// The SRT handshake as it stands in a packet (draft-sharabayko-srt section 3.2.1).
@NullMarked
package io.tally.protocol.srt.handshake;

import org.jspecify.annotations.NullMarked;
