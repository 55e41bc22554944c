// SPDX-License-Identifier: GPL-3.0-or-later
/// What do a stream's subtitles say, and when?
@NullMarked
package io.tally.player.subtitle;

import org.jspecify.annotations.NullMarked;
