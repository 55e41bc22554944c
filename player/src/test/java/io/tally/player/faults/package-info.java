// SPDX-License-Identifier: GPL-3.0-or-later
/// What do player and checker say about streams of every origin with one thing wrong?
@NullMarked
package io.tally.player.faults;

import org.jspecify.annotations.NullMarked;
