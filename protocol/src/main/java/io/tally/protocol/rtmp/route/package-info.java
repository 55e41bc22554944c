// SPDX-License-Identifier: GPL-3.0-or-later
/// By which way a connection leaves this computer: through a proxy, from an address of its own.
@NullMarked
package io.tally.protocol.rtmp.route;

import org.jspecify.annotations.NullMarked;
