// SPDX-License-Identifier: GPL-3.0-or-later
/// What Jazzer feeds to SRT: packets, the handshakes of both roles, and the connection after them.
@NullMarked
package io.tally.protocol.fuzz.srt;

import org.jspecify.annotations.NullMarked;
