// SPDX-License-Identifier: GPL-3.0-or-later
/// Which segments a version of a track has, when they are, and how they are called (ISO/IEC 23009-1
/// 5.3.9).
@NullMarked
package io.tally.player.dash.segment;

import org.jspecify.annotations.NullMarked;
