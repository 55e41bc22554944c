// SPDX-License-Identifier: GPL-3.0-or-later
/// What stands in codec headers and pictures, as far as sending and receiving needs it.
@NullMarked
package io.tally.protocol.codec;

import org.jspecify.annotations.NullMarked;
