// SPDX-License-Identifier: GPL-3.0-or-later
/// The controls of a stream's time: pause, seek, jump to live, rate, and their keys.
@NullMarked
package io.tally.player.pane.transport;

import org.jspecify.annotations.NullMarked;
