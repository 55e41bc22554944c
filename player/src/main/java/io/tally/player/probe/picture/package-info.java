// SPDX-License-Identifier: GPL-3.0-or-later
/// What the headers of coded pictures say, as far as a checker asks, and what senders write beside
/// them.
@NullMarked
package io.tally.player.probe.picture;

import org.jspecify.annotations.NullMarked;
