// SPDX-License-Identifier: GPL-3.0-or-later
/// The figures between two monitors.
@NullMarked
package io.tally.player.pane.compare;

import org.jspecify.annotations.NullMarked;
