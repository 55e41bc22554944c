// SPDX-License-Identifier: GPL-3.0-or-later
/// Where in a stream a player is, and where it could be.
@NullMarked
package io.tally.player.seek;

import org.jspecify.annotations.NullMarked;
