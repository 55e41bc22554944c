// SPDX-License-Identifier: GPL-3.0-or-later
/// What is attached to moments and stretches of a stream's time, wherever it was told: date ranges,
/// splices, metadata and messages.
@NullMarked
package io.tally.player.event;

import org.jspecify.annotations.NullMarked;
