// SPDX-License-Identifier: GPL-3.0-or-later
/// ID3 tags as values and as words (ID3v2.3 and 2.4). Hostile bytes give fewer frames, never an
/// exception.
@NullMarked
package io.tally.player.event.id3;

import org.jspecify.annotations.NullMarked;
