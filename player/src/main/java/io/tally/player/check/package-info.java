// SPDX-License-Identifier: GPL-3.0-or-later
/// A stream measured against the rules without a picture being decoded: playlists and segments are
/// loaded as a player would, and a report grows while they come.
@NullMarked
package io.tally.player.check;

import org.jspecify.annotations.NullMarked;
