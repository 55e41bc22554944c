// SPDX-License-Identifier: GPL-3.0-or-later
/// A live stream recorded with its timing, so that a fault which was seen once can be shown again.
@NullMarked
package io.tally.player.session;

import org.jspecify.annotations.NullMarked;
