// SPDX-License-Identifier: GPL-3.0-or-later
/// Which playlist an address gives, whatever kind of manifest lies there. The one place that knows
/// more than one kind.
@NullMarked
package io.tally.player.manifest;

import org.jspecify.annotations.NullMarked;
