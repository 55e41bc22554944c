// SPDX-License-Identifier: GPL-3.0-or-later
/// From the media messages of a publisher to packets.
@NullMarked
package io.tally.protocol.rtmp.receive;

import org.jspecify.annotations.NullMarked;
