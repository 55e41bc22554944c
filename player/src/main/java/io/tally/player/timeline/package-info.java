// SPDX-License-Identifier: GPL-3.0-or-later
/// How the times of a stream become one run time that never jumps.
@NullMarked
package io.tally.player.timeline;

import org.jspecify.annotations.NullMarked;
