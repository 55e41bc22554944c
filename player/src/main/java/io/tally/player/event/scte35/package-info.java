// SPDX-License-Identifier: GPL-3.0-or-later
/// Splice information of SCTE 35 as values and as words. Hostile bytes give a problem in a
/// sentence, never an exception.
@NullMarked
package io.tally.player.event.scte35;

import org.jspecify.annotations.NullMarked;
