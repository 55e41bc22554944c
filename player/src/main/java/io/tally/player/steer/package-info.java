// SPDX-License-Identifier: GPL-3.0-or-later
/// On which of several pathways a stream is played that is offered at more than one place (RFC
/// 8216bis 7).
@NullMarked
package io.tally.player.steer;

import org.jspecify.annotations.NullMarked;
