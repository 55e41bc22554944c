// SPDX-License-Identifier: GPL-3.0-or-later
/// The rules that a playlist is measured by while it changes, and together with its siblings.
@NullMarked
package io.tally.player.rules.live;

import org.jspecify.annotations.NullMarked;
