// SPDX-License-Identifier: GPL-3.0-or-later
/// The TCP sockets that publishers send on: their threads, their figures, and how a dead one is
/// known.
@NullMarked
package io.tally.protocol.tcp;

import org.jspecify.annotations.NullMarked;
