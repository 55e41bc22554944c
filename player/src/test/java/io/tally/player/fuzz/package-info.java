// SPDX-License-Identifier: GPL-3.0-or-later
/// What Jazzer feeds: each class here takes any bytes and fails only where the product is wrong.
/// `scripts/fuzz` runs one; [CorpusTest] replays what was found.
@NullMarked
package io.tally.player.fuzz;

import org.jspecify.annotations.NullMarked;
