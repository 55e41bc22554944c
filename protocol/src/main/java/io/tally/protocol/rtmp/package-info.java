// SPDX-License-Identifier: GPL-3.0-or-later
/// RTMP and RTMPS, out and in.
@NullMarked
package io.tally.protocol.rtmp;

import org.jspecify.annotations.NullMarked;
