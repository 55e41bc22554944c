// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.bench.peer;

import java.util.OptionalLong;

/// What does a player show at a moment?
///
/// @param number of the picture of the test pattern; empty when it shows none
/// @param atMs the moment, since the epoch, by this machine's clock
/// @param height of the picture, px; 0 when there is none
/// @param rebuffers how often it ran dry since it began to show something
public record Glance(OptionalLong number, long atMs, int height, int rebuffers) {}
