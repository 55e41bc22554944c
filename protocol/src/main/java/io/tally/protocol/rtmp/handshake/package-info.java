// SPDX-License-Identifier: GPL-3.0-or-later
/// How an RTMP connection begins (RTMP 1.0 section 5.2), on either side.
@NullMarked
package io.tally.protocol.rtmp.handshake;

import org.jspecify.annotations.NullMarked;
