// SPDX-License-Identifier: GPL-3.0-or-later
/// Which variant suits the line, the buffer and the screen, and why: pure rules and their memory.
@NullMarked
package io.tally.player.adapt;

import org.jspecify.annotations.NullMarked;
