// SPDX-License-Identifier: GPL-3.0-or-later
/// The RTMP client's side of one connection: from an address to a stream that flows.
@NullMarked
package io.tally.protocol.rtmp.publish;

import org.jspecify.annotations.NullMarked;
