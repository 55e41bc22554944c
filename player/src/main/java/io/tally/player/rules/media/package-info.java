// SPDX-License-Identifier: GPL-3.0-or-later
/// The rules that the media themselves are measured by, segment after segment.
@NullMarked
package io.tally.player.rules.media;

import org.jspecify.annotations.NullMarked;
