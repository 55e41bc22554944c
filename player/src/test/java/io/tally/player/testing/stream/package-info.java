// SPDX-License-Identifier: GPL-3.0-or-later
/// Which recordings do the player's tests play? All are made by the ffmpeg program.
@NullMarked
package io.tally.player.testing.stream;

import org.jspecify.annotations.NullMarked;
