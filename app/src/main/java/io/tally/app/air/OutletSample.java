// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.app.air;

import java.util.OptionalLong;

/// How did the line to one outlet do in one second?
///
/// @param atNs `System.nanoTime` at its end
/// @param live whether the far end took packets
/// @param targetBps what its encode aimed at, picture and sound, bit/s
/// @param sentBps what went out in that second, bit/s
/// @param queuedNs what waited at its end, as a span of time, ns
/// @param roundTripNs round trip, ns, where the platform tells
/// @param dropped packets of both tracks that were left out in that second, for whatever reason
public record OutletSample(
    long atNs,
    boolean live,
    long targetBps,
    long sentBps,
    long queuedNs,
    OptionalLong roundTripNs,
    long dropped) {}
