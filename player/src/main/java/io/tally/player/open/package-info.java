// SPDX-License-Identifier: GPL-3.0-or-later
/// From an address to the media playlist that is played first.
@NullMarked
package io.tally.player.open;

import org.jspecify.annotations.NullMarked;
