// SPDX-License-Identifier: GPL-3.0-or-later
/// Two streams beside each other, in figures.
@NullMarked
package io.tally.player.monitor.compare;

import org.jspecify.annotations.NullMarked;
