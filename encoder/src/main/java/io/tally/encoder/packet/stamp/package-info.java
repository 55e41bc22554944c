// SPDX-License-Identifier: GPL-3.0-or-later
/// What Tally writes into each coded picture about where and when it comes from: pure Java, for the
/// room that writes it and the one that reads it at the far end.
@NullMarked
package io.tally.encoder.packet.stamp;

import org.jspecify.annotations.NullMarked;
