// SPDX-License-Identifier: GPL-3.0-or-later
/// What do playing and checking a live stream cost, now and after hours? Run by `player/bench`.
@NullMarked
package io.tally.player.bench.endure;

import org.jspecify.annotations.NullMarked;
