// SPDX-License-Identifier: GPL-3.0-or-later
/// Where a stream may lead a player, and what each request was like.
@NullMarked
package io.tally.player.net;

import org.jspecify.annotations.NullMarked;
