// SPDX-License-Identifier: GPL-3.0-or-later
/// How encrypted segments are opened.
@NullMarked
package io.tally.player.aes;

import org.jspecify.annotations.NullMarked;
