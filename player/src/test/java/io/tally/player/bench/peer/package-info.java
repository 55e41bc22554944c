// SPDX-License-Identifier: GPL-3.0-or-later
/// How is each player told to play, and asked what it shows?
@NullMarked
package io.tally.player.bench.peer;

import org.jspecify.annotations.NullMarked;
