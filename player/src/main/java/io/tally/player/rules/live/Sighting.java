// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.rules.live;

import io.tally.player.playlist.MediaPlaylist;
import java.time.Instant;

/// What did a media playlist say at one moment?
///
/// @param requested when it was asked for
/// @param received when the answer was whole
public record Sighting(MediaPlaylist playlist, Instant requested, Instant received) {}
