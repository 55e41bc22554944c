// SPDX-License-Identifier: GPL-3.0-or-later
/// What a check saw lately, for who looks on: segments measured, and playlists as they were.
@NullMarked
package io.tally.player.check.trace;

import org.jspecify.annotations.NullMarked;
