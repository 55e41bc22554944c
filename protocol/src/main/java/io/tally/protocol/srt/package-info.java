// SPDX-License-Identifier: GPL-3.0-or-later
/// SRT in live mode as caller and listener, on Netty's datagram channels (draft-sharabayko-srt).
@NullMarked
package io.tally.protocol.srt;

import org.jspecify.annotations.NullMarked;
