// SPDX-License-Identifier: GPL-3.0-or-later
/// From an URL to picture and sound: the player, which needs neither a window nor a sound device.
@NullMarked
package io.tally.player;

import org.jspecify.annotations.NullMarked;
