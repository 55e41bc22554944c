// SPDX-License-Identifier: GPL-3.0-or-later
/// The row of small pictures below the figures.
@NullMarked
package io.tally.player.pane.strip;

import org.jspecify.annotations.NullMarked;
