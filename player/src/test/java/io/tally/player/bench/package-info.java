// SPDX-License-Identifier: GPL-3.0-or-later
/// How does the player do beside others? Run by `player/bench`.
@NullMarked
package io.tally.player.bench;

import org.jspecify.annotations.NullMarked;
