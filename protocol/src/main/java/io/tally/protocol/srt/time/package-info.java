// SPDX-License-Identifier: GPL-3.0-or-later
/// What the SRT peers know of each other's time (draft-sharabayko-srt sections 4.5, 4.7 and 4.10).
@NullMarked
package io.tally.protocol.srt.time;

import org.jspecify.annotations.NullMarked;
