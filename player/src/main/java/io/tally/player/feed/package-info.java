// SPDX-License-Identifier: GPL-3.0-or-later
/// Which segments are fetched for the demuxer, in which order and from which variant.
@NullMarked
package io.tally.player.feed;

import org.jspecify.annotations.NullMarked;
