// SPDX-License-Identifier: GPL-3.0-or-later
/// Recordings that are encrypted for tests, and what other programs make of them.
@NullMarked
package io.tally.player.testing.lock;

import org.jspecify.annotations.NullMarked;
