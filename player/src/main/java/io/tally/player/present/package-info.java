// SPDX-License-Identifier: GPL-3.0-or-later
/// Which decoded picture is shown when: the threads between loaded segments and the sinks.
@NullMarked
package io.tally.player.present;

import org.jspecify.annotations.NullMarked;
