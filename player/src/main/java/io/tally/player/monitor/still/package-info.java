// SPDX-License-Identifier: GPL-3.0-or-later
/// Single pictures of a stream: kept as files, and as a strip of small ones.
@NullMarked
package io.tally.player.monitor.still;

import org.jspecify.annotations.NullMarked;
