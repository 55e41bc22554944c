// SPDX-License-Identifier: GPL-3.0-or-later
/// What stands in codec headers, bit by bit.
@NullMarked
package io.tally.protocol.codec.bits;

import org.jspecify.annotations.NullMarked;
