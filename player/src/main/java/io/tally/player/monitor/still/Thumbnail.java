// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.monitor.still;

/// What did the stream look like at one place?
///
/// @param positionNs where, as the player's state counts it
/// @param still the picture, made small
public record Thumbnail(long positionNs, Still still) {}
