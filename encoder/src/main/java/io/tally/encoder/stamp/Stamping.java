// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.encoder.stamp;

import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/// With what are the pictures of one encode marked, and who keeps some of them to compare?
///
/// @param session of the time on the air: random
/// @param encode which of the encodes of that session, from 0 to 255
/// @param nowNs the clock that the pictures' pts are of, ns
/// @param epochNs from a time of that clock to the wall clock's, ns since 1970
/// @param sent asked for each picture, on the encoder's thread
public record Stamping(
    long session, int encode, LongSupplier nowNs, LongUnaryOperator epochNs, SentTaker sent) {}
