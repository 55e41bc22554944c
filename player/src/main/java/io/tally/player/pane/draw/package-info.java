// SPDX-License-Identifier: GPL-3.0-or-later
/// What the report draws by itself: lines and bars over time.
@NullMarked
package io.tally.player.pane.draw;

import org.jspecify.annotations.NullMarked;
