// SPDX-License-Identifier: GPL-3.0-or-later
/// Everything that plays an open stream from one place on, joined to one thing that can be ended.
@NullMarked
package io.tally.player.engine;

import org.jspecify.annotations.NullMarked;
