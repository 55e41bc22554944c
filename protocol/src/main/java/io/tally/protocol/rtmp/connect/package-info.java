// SPDX-License-Identifier: GPL-3.0-or-later
/// One connection to an RTMP server: how it is made, what it answers and how it breaks.
@NullMarked
package io.tally.protocol.rtmp.connect;

import org.jspecify.annotations.NullMarked;
