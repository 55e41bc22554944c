// SPDX-License-Identifier: GPL-3.0-or-later
/// One SRT connection after its handshake, without clock and socket (draft-sharabayko-srt section
/// 4).
@NullMarked
package io.tally.protocol.srt.link;

import org.jspecify.annotations.NullMarked;
