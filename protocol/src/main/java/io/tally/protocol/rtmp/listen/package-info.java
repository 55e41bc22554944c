// SPDX-License-Identifier: GPL-3.0-or-later
/// The RTMP server's side of one connection: who publishes, and what arrives.
@NullMarked
package io.tally.protocol.rtmp.listen;

import org.jspecify.annotations.NullMarked;
