// SPDX-License-Identifier: GPL-3.0-or-later
/// What the playlists of a stream say now, and where one stands beside another.
@NullMarked
package io.tally.player.follow;

import org.jspecify.annotations.NullMarked;
