// SPDX-License-Identifier: GPL-3.0-or-later
/// What an MPD says, as records: periods, tracks and their versions, and how these name their
/// segments.
@NullMarked
package io.tally.player.dash.mpd;

import org.jspecify.annotations.NullMarked;
