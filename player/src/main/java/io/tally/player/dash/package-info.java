// SPDX-License-Identifier: GPL-3.0-or-later
/// What an MPD says, as the playlists that the rest of the player knows (MPEG-DASH, ISO/IEC
/// 23009-1). Pure: bytes and a time in, records out; bad input is never an exception here.
@NullMarked
package io.tally.player.dash;

import org.jspecify.annotations.NullMarked;
