// SPDX-License-Identifier: GPL-3.0-or-later
/// What a tester is shown about a stream while it plays, as plain values: no window is needed.
@NullMarked
package io.tally.player.monitor;

import org.jspecify.annotations.NullMarked;
