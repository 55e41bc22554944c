// SPDX-License-Identifier: GPL-3.0-or-later
/// What the captions inside the pictures say, and when (ATSC A/53 Part 4 6.2.3).
@NullMarked
package io.tally.player.caption;

import org.jspecify.annotations.NullMarked;
