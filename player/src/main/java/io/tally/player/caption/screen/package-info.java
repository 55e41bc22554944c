// SPDX-License-Identifier: GPL-3.0-or-later
/// What stands on the screen of a caption channel, moment by moment.
@NullMarked
package io.tally.player.caption.screen;

import org.jspecify.annotations.NullMarked;
