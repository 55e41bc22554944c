// SPDX-License-Identifier: GPL-3.0-or-later
/// RTMP chunk streams (RTMP 1.0 section 5.3): messages cut into chunks, and back.
@NullMarked
package io.tally.protocol.rtmp.chunk;

import org.jspecify.annotations.NullMarked;
