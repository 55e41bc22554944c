// SPDX-License-Identifier: GPL-3.0-or-later
/// How late, how whole and how good a programme arrives that Tally sent: read from the stamps in
/// its pictures, glass to glass.
@NullMarked
package io.tally.player.glass;

import org.jspecify.annotations.NullMarked;
