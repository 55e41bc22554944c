// SPDX-License-Identifier: GPL-3.0-or-later
/// Streams that carry more than picture and sound: captions, metadata and splices.
@NullMarked
package io.tally.player.testing.data;

import org.jspecify.annotations.NullMarked;
