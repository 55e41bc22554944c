// SPDX-License-Identifier: GPL-3.0-or-later
/// Coded packets and what a receiver must know before the first: pure Java, the currency of every
/// room after the encoder.
@NullMarked
package io.tally.encoder.packet;

import org.jspecify.annotations.NullMarked;
