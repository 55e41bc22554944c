// SPDX-License-Identifier: GPL-3.0-or-later
/// The rules that one playlist can be measured by, alone and as it stands.
@NullMarked
package io.tally.player.rules.text;

import org.jspecify.annotations.NullMarked;
